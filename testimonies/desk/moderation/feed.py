"""The withdrawals feed: written and signed here, served by the public process."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from itertools import compress

from django.db import transaction
from django.utils import timezone

from testimonies.desk.chain.signing import Signer
from testimonies.desk.models import FeedEntry, Testimony
from testimonies.desk.moderation.feed_vouched import found_and_decided, kept_and_decided
from testimonies.desk.safe.keys import locked
from testimonies.edition.publish import put_withdrawals_feed, tombstone_rows, under_embargo, withdrawals_feed
from testimonies.exchange.withdrawals import (
    PURPOSE,
    REPLACED,
    RETURNED,
    WITHDRAWN,
    Entry,
    Feed,
    NotAFeed,
    canonical,
    read,
    unsigned,
)

logger = logging.getLogger(__name__)
KEY = "feed.key"


def write_feed() -> int:
    """Add what left since the last time, sign, and put it into the edition; how many entries are new.

    Nothing is written where nothing is new and the feed was signed today. Killed in between, the next call finishes.
    """
    with locked("feed"):
        signer, known = Signer(KEY), kept_entries()
        present = signed_entries(signer)
        told = list(present.entries) if present else []
        entries = told + _renumbered(_decided(told, known), after=len(told))
        new = _new(entries)
        entries += _renumbered(compress(new, found_and_decided(new)), after=len(entries))
        _keep(entries, known, signed=len(told))
        if present and entries == told and present.made_at.date() == timezone.now().date():
            return 0
        content = unsigned(entries, timezone.now())
        signed = {**content, "signature": signer.sign(PURPOSE, canonical(content))}
        put_withdrawals_feed(json.dumps(signed, indent=1).encode(), f"{signer.public}\n".encode())
        return len(entries) - len(told)


def kept_entries() -> list[Entry]:
    """As the desk has them in its rows."""
    return [Entry(row.number, row.code, row.version, row.act, row.on.isoformat()) for row in FeedEntry.objects.all()]


def signed_entries(signer: Signer) -> Feed | None:
    """What mirrors can read now; None where there is nothing, or nothing of ours."""
    try:
        return read(withdrawals_feed() or b"", signer.public)
    except NotAFeed:
        return None


def _decided(told: list[Entry], known: list[Entry]) -> Iterator[Entry]:
    """What the desk has beyond what is signed, and decisions speak of: the edition is an earlier one, or was lost.

    What mirrors were told and the desk does not know stays: it was restored from an earlier backup. Where the two say
    different things, somebody wrote a row; the signature counts, and what is missing then is found in the tombstones.
    """
    waiting = known[len(told) :] if known[: len(told)] == told else []
    for entry, decided in zip(waiting, kept_and_decided(told, waiting), strict=True):
        if decided:
            yield entry
        else:
            logger.error("An entry of the withdrawals feed is no decision's; run verify_decisions.")


def _renumbered(entries: Iterable[Entry], *, after: int) -> list[Entry]:
    return [replace(entry, number=number) for number, entry in enumerate(entries, start=after + 1)]


def _new(told: list[Entry]) -> list[Entry]:
    last = {(entry.code, entry.version): entry.act for entry in told}
    number = len(told)
    return [
        Entry(number + place, code, version, act, on)
        for place, (code, version, act, on) in enumerate(_untold(last), start=1)
    ]


def _untold(last: dict[tuple[str, int | None], str]) -> Iterator[tuple[str, int | None, str, str]]:
    stones = {(code, version): on for code, version, on in tombstone_rows()}
    # What was replaced in an account that is away is told when it comes back: before, it would tell that it does.
    told = {pair: on for pair, on in stones.items() if pair[1] is None or (pair[0], None) not in stones}
    for (code, version), on in sorted(told.items(), key=lambda pair: (pair[1], pair[0][0], pair[0][1] or 0)):
        if last.get((code, version), RETURNED) == RETURNED:
            yield code, version, REPLACED if version else WITHDRAWN, on
    # A version that was replaced stays so, also where its tombstone stands no more beside that of the account.
    gone = {code for (code, version), act in last.items() if version is None and act == WITHDRAWN}
    # An edition that lost its tombstones has not brought anybody back, and nobody is back before their day.
    away = {code for code, version in stones if version is None} | under_embargo().keys()
    back = Testimony.objects.public().filter(code__in=gone - away)
    for code in back.order_by("code").values_list("code", flat=True):
        yield code, None, RETURNED, timezone.localdate().isoformat()


@transaction.atomic
def _keep(entries: list[Entry], known: list[Entry], *, signed: int) -> None:
    """What is not kept yet. A row that says otherwise than what is signed stays, for `verify_decisions` to name."""
    numbers, held = {entry.number for entry in known}, set(known)
    lacking = [
        entry for entry in entries if entry.number not in numbers or (entry.number > signed and entry not in held)
    ]
    FeedEntry.objects.bulk_create(
        [FeedEntry(**asdict(entry)) for entry in lacking],
        update_conflicts=True,
        unique_fields=["number"],
        update_fields=["code", "version", "act", "on"],
    )
