"""What the holder of a code may do: look, ask for a correction, withdraw."""

from __future__ import annotations

import json

from django.utils import timezone

from testimonies.edition.denied import deny
from testimonies.receipts import codes
from testimonies.receipts.hashes import selector, verified
from testimonies.receipts.models import Correction, Receipt
from testimonies.receipts.store import seal_for_the_desk
from testimonies.receipts.tickets import Holder, holder

LONGEST = 4_000
# Corrections of one account that may wait for the desk at a time.
WAITING = 10


class Unknown(Exception):
    """No account goes with this code."""


class TooMany(Exception):
    """So many corrections of one account wait already that the next is not taken."""


def find(typed: str) -> Holder:
    """The account behind what was typed, with one slow hash whether there is one or not.

    Raises `codes.Mistyped`, which says something of the typing and nothing of any code; `Unknown`; `NoPostKey`.
    """
    code = codes.read(typed)
    receipt = Receipt.objects.filter(selector=selector(code)).first()
    if not verified(code, receipt.verifier if receipt else None) or receipt is None:
        raise Unknown
    return holder(receipt, code)


def withdraw(who: Holder) -> None:
    """Hide the account from this moment on, and ask the desk to take it out: one file is both."""
    deny(who.code, who.proof)


def correct(who: Holder, words: str) -> None:
    """Send `words` to the desk, where alone they can be read. Raises `TooMany`."""
    if Correction.objects.filter(code=who.code).count() >= WAITING:
        raise TooMany
    # Filled up to one length, so that what is sent does not tell how much was said.
    content = json.dumps({"code": who.code, "words": words}, ensure_ascii=False).encode()
    padded = content.ljust(-(-len(content) // 4096) * 4096)
    Correction.objects.create(code=who.code, sealed=seal_for_the_desk(padded), on=timezone.localdate())
