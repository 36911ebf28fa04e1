"""What a page behind a code carries to the next one, so that the code itself is typed once and stands nowhere."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass

from django.core import signing

from testimonies.receipts.models import Receipt
from testimonies.receipts.store import seal_for_the_desk

MINUTES = 30
_SALT = "receipt"


@dataclass(frozen=True)
class Holder:
    """Somebody who typed a right code: the account's public code, the proof of it, which only the desk reads, and which
    of the codes given out for the account it was."""

    code: str
    proof: bytes
    selector: str


class TooLate(Exception):
    """The page was open for longer than half an hour, or its code was replaced by a newer one."""


def holder(receipt: Receipt, typed: str) -> Holder:
    """Raises `NoPostKey`."""
    return Holder(receipt.code, seal_for_the_desk(json.dumps({"receipt": typed}).encode()), receipt.selector[:16])


def ticket(holder: Holder) -> str:
    """Signed, and good for half an hour. Raises `TooLate` where the code was replaced since it was typed."""
    _still_there(holder.code, holder.selector)
    return signing.dumps([holder.code, base64.b64encode(holder.proof).decode(), holder.selector], salt=_SALT)


def read(sent: str) -> Holder:
    """The holder a `ticket` was made for. Raises `TooLate`."""
    try:
        code, proof, selector = signing.loads(sent, salt=_SALT, max_age=MINUTES * 60)
    except signing.BadSignature:
        raise TooLate from None
    _still_there(code, selector)
    return Holder(code, base64.b64decode(proof), selector)


def _still_there(code: str, selector: str) -> None:
    if not Receipt.objects.filter(code=code, selector__startswith=selector).exists():
        raise TooLate
