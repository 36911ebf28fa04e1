"""Whom the gate counts, as the database groups them: those of whom somebody else has made sure that they are there.

Counted are accounts that are or were public, those whose approval stands, and what is known outside once confirmed.
Synthetic accounts hide nobody and are left out. Of what is or was public it counts what was published: one person alone
may change the working record, which is believed only where its approval vouches for it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django.db.models import Count, QuerySet

from testimonies.desk.models import KnownOutside, Testimony, Told
from testimonies.desk.models.risk import CONTEXT
from testimonies.vocabulary import Status

# What one account says, in the order of `CONTEXT`.
Fields = tuple[Any, ...]
# The columns of a working record, in the order of `CONTEXT`.
_DESK = (*(name for name in CONTEXT if name not in {"source", "language"}), "source_kind", "texts__language")
_BATCH = 500


def groups() -> Iterator[tuple[Fields, int]]:
    """What is or was public of accounts, and of how many just that, whoever gave them."""
    told = Told.objects.filter(synthetic=False).order_by().values(*CONTEXT)
    for row in told.annotate(number=Count("pk")).values_list(*CONTEXT, "number"):
        yield row[:-1], row[-1]


def with_several() -> QuerySet[Testimony, int]:
    """The contributors of more than one account."""
    several = Testimony.objects.order_by().values("contributor").annotate(number=Count("pk")).filter(number__gt=1)
    return several.values_list("contributor", flat=True)


def told_of(people: Collection[int] | QuerySet[Testimony, int]) -> Iterator[tuple[int, Fields]]:
    """The contributor of each account of these people that is or was public, and what was told."""
    told = Told.objects.filter(synthetic=False, testimony__contributor__in=people)
    yield from _named(told.values_list("testimony__contributor", *CONTEXT))


def waiting(together: Sequence[Testimony]) -> Iterator[tuple[int, Fields]]:
    """The contributor and the facts of what is approved and was never public, and of these records, approved or not."""
    desk = Testimony.objects.filter(told=None, synthetic=False, texts__original=True).values_list("contributor", *_DESK)
    yield from _named(desk.filter(status=Status.APPROVED))
    numbers = [record.pk for record in together]
    for start in range(0, len(numbers), _BATCH):
        rows = desk.filter(pk__in=numbers[start : start + _BATCH])
        yield from _named(rows.exclude(status=Status.APPROVED))


def outside_alone(records: Sequence[Testimony]) -> dict[str, Fields]:
    """What is known outside by its citation, but for whom the archive counts by an account from the same source."""
    confirmed = KnownOutside.objects.confirmed()
    found = {entry.citation: tuple(entry.fields().values()) for entry in confirmed}
    if found:
        told = Told.objects.filter(synthetic=False).exclude(citations=[]).values_list("citations", flat=True)
        approved = Testimony.objects.filter(status=Status.APPROVED, synthetic=False).exclude(citation="")
        cited = {citation for citations in told.order_by().distinct() for citation in citations}
        for citation in cited.union(approved.values_list("citation", flat=True), (row.citation for row in records)):
            found.pop(citation, None)
    return found


def _named(rows: QuerySet[Any, Any]) -> Iterator[tuple[int, Fields]]:
    for row in rows.order_by():
        yield row[0], row[1:]
