"""Give a contributor a receipt code for one account."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from testimonies.desk.models import ReceiptCode, Testimony
from testimonies.desk.moderation.begin import begin
from testimonies.desk.moderation.decide import decide
from testimonies.desk.post import leave_key
from testimonies.receipts.counter import Kept, grouped, new_code, put, put_all, selector, verifier
from testimonies.vocabulary import DecisionVerb


def issue_receipt(*, testimony: Testimony, actor: User) -> str:
    """The new code, in groups: the only time that it is known here. One given out before stops working.

    Raises `NotPermitted` or `WrongState`.
    """
    code = _unused()
    # Before the lock: the hash is slow on purpose, and others wait for the lock.
    kept = Kept(testimony.code, selector(code), verifier(code))
    _issue(testimony, actor, kept)
    return grouped(code)


@transaction.atomic
def _issue(testimony: Testimony, actor: User, kept: Kept) -> None:
    locked = begin(DecisionVerb.ISSUE_RECEIPT, testimony, actor)
    hashes = {"selector": kept.selector, "verifier": kept.verifier}
    ReceiptCode.objects.update_or_create(testimony=locked, defaults=hashes)
    decide(DecisionVerb.ISSUE_RECEIPT, locked, actor)
    transaction.on_commit(leave_key, robust=True)
    # Where this fails `sync_edition` brings the two stores in line.
    transaction.on_commit(lambda: put(kept), robust=True)


def put_receipts() -> int:
    """Bring the receipts' store in line with the desk: after a crash, a restore, or a lost disk."""
    leave_key()
    codes = ReceiptCode.objects.values_list("testimony__code", "selector", "verifier")
    return put_all(Kept(*one) for one in codes)


def _unused() -> str:
    while True:
        code = new_code()
        if not ReceiptCode.objects.filter(selector=selector(code)).exists():
            return code
