"""The desk's side of the receipts: the only module here that the desk imports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction

from testimonies.edition.denied import DenyListUnreadable, denied, denied_by, deny, entry, lift
from testimonies.receipts.codes import grouped, new_code
from testimonies.receipts.hashes import selector, verified, verifier
from testimonies.receipts.models import Correction, Receipt
from testimonies.receipts.store import keep_pepper, keep_post_key, pepper_file

__all__ = [
    "DenyListUnreadable",
    "Kept",
    "corrections",
    "denied",
    "denied_by",
    "drop",
    "entry",
    "forget_correction",
    "grouped",
    "hide",
    "keep_pepper",
    "keep_post_key",
    "lift",
    "new_code",
    "pepper_file",
    "put",
    "put_all",
    "selector",
    "verified",
    "verifier",
]


@dataclass(frozen=True)
class Kept:
    """What is kept of one code: see `models.Receipt`."""

    code: str
    selector: str
    verifier: str


def put(kept: Kept) -> None:
    """Let this code open its account, and no other code that was given for it before."""
    Receipt.objects.update_or_create(code=kept.code, defaults={"selector": kept.selector, "verifier": kept.verifier})


def put_all(kept: Iterable[Kept]) -> int:
    """Bring the store in line with what the desk knows, and return how many rows that changed."""
    wanted = {one.code: one for one in kept}
    with transaction.atomic(using="receipts"):
        held = {row.code: Kept(row.code, row.selector, row.verifier) for row in Receipt.objects.all()}
        wrong = [code for code in held.keys() | wanted.keys() if held.get(code) != wanted.get(code)]
        Receipt.objects.filter(code__in=wrong).delete()
        Receipt.objects.bulk_create(
            Receipt(code=one.code, selector=one.selector, verifier=one.verifier)
            for code in wrong
            if (one := wanted.get(code))
        )
    return len(wrong)


def drop(code: str) -> int:
    """Delete everything about an account; how many rows there were."""
    sent = Correction.objects.filter(code=code).delete()[0]
    return Receipt.objects.filter(code=code).delete()[0] + sent


def hide(code: str) -> None:
    """Hide an account that the desk is about to take out."""
    deny(code, asker="desk")


def corrections() -> Iterator[tuple[int, str, bytes, str]]:
    """Number, public code, sealed words and ISO 8601 day of each correction that waits."""
    for row in Correction.objects.all():
        yield row.pk, row.code, bytes(row.sealed), row.on.isoformat()


def forget_correction(number: int) -> None:
    """The desk has it now."""
    Correction.objects.filter(pk=number).delete()
