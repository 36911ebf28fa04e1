"""The withdrawals feed: written and signed here, served by the public process."""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

from testimonies.desk.chain.signing import Signer
from testimonies.desk.models import FeedEntry, Testimony
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

KEY = "feed.key"


def write_feed() -> int:
    """Add what left since the last time, sign, and put it into the edition; how many entries are new.

    Nothing is written where nothing is new and the feed was signed today. Killed in between, the next call finishes.
    """
    with locked("feed"):
        signer, known = Signer(KEY), _known()
        present = _present(signer)
        new = _adopted(known, present) if present else []
        new += _new([*known, *new])
        _keep(new)
        entries = [*known, *new]
        if present and list(present.entries) == entries and present.made_at.date() == timezone.now().date():
            return 0
        told = unsigned(entries, timezone.now())
        signed = {**told, "signature": signer.sign(PURPOSE, canonical(told))}
        put_withdrawals_feed(json.dumps(signed, indent=1).encode(), f"{signer.public}\n".encode())
        return len(new)


def _known() -> list[Entry]:
    return [Entry(row.number, row.code, row.version, row.act, row.on.isoformat()) for row in FeedEntry.objects.all()]


def _present(signer: Signer) -> Feed | None:
    """What mirrors can read now; None where there is nothing, or nothing of ours."""
    try:
        return read(withdrawals_feed() or b"", signer.public)
    except NotAFeed:
        return None


def _adopted(known: list[Entry], present: Feed) -> list[Entry]:
    """What mirrors were told and the desk does not know: it was restored from an earlier backup."""
    if list(present.entries[: len(known)]) != known:
        return []
    return list(present.entries[len(known) :])


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
def _keep(entries: list[Entry]) -> None:
    FeedEntry.objects.bulk_create(
        FeedEntry(number=one.number, code=one.code, version=one.version, act=one.act, on=one.on) for one in entries
    )
