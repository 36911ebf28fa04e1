"""Carry out what contributors asked for by receipt."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from testimonies.desk.models import CorrectionRequest, ReceiptCode, Testimony
from testimonies.desk.moderation.lapse import why_due
from testimonies.desk.moderation.withdraw_by_receipt import withdraw_by_receipt
from testimonies.desk.post import NotForUs, opened
from testimonies.receipts import counter

logger = logging.getLogger(__name__)
# Entries this process has tried in vain: a slow hash each, five times a second, would be a lot of work for nothing.
_refused: set[str] = set()


def carry_out_requests() -> int:
    """Withdraw what was asked for, take in corrections, clear what never happened; how many accounts were withdrawn.

    Costs the listing of a folder and one query where nothing waits.
    """
    withdrawn = sum(_tried(_withdraw, code) for code in counter.denied_by("contributor"))
    for code in counter.denied_by("desk"):
        _tried(_clear_if_nothing_happened, code)
    for correction in counter.corrections():
        _tried(_take_in, *correction)
    return withdrawn


def _tried(act: Callable[..., object], *given: object) -> bool:
    """What `act` says; whatever goes wrong with one request stays with it, and the next one is looked at."""
    try:
        return bool(act(*given))
    except Exception as error:  # noqa: BLE001 (the request stays, and is tried again)
        logger.error("A request by receipt could not be carried out: %s", type(error).__name__)
        return False


def is_from_the_holder(code: str) -> bool:
    """Whether the entry that hides `code` was made with its receipt code: the desk believes its own hash alone."""
    receipt = ReceiptCode.objects.filter(testimony__code=code).first()
    try:
        typed = str(opened(counter.entry(code)).get("receipt", ""))
    except NotForUs:
        typed = ""
    return counter.verified(typed, receipt.verifier if receipt else None)


def _withdraw(code: str) -> bool:
    tried = hashlib.sha256(code.encode() + counter.entry(code)).hexdigest()
    testimony = Testimony.objects.filter(code=code).first()
    if tried in _refused:
        return False
    if testimony is None or not is_from_the_holder(code):
        # It stays hidden until somebody at the desk has looked: see the queue.
        _refused.add(tried)
        logger.error("An account is hidden by a request that no receipt code is behind; the moderation queue lists it.")
        return False
    return withdraw_by_receipt(testimony=testimony) is not None


@transaction.atomic
def _clear_if_nothing_happened(code: str) -> None:
    """The desk was killed, or failed, before its decision was stored. Locked, because it may be about to be."""
    testimony = Testimony.objects.select_for_update().filter(code=code, public_version__isnull=False).first()
    # What is due and could not be taken out stays hidden until it is.
    if testimony and why_due(testimony, timezone.localdate()) is None:
        counter.lift(code, "desk")


def _take_in(number: int, code: str, sealed: bytes, day: str) -> None:
    _keep(code, sealed, day)
    counter.forget_correction(number)


def _keep(code: str, sealed: bytes, day: str) -> None:
    testimony = Testimony.objects.filter(code=code).first()
    try:
        content = opened(sealed)
    except NotForUs:
        content = {}
    if testimony is None or content.get("code") != code:
        logger.error("A correction that was not sealed to this desk was dropped.")
        return
    # The same one twice, after a crash in between, is stored once.
    token = hashlib.sha256(sealed).hexdigest()[:32]
    if not CorrectionRequest.objects.filter(token=token).exists():
        CorrectionRequest.objects.create(
            testimony=testimony, token=token, words=str(content.get("words", "")), asked_on=day
        )
