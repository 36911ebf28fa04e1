"""Whom the gate counts, as the database groups them: those of whom somebody else has made sure that they are there.

Counted are accounts that are or were public, those whose approval stands, and what is known outside once confirmed.
Synthetic accounts hide nobody and are left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet

from testimonies.desk.models import KnownOutside, Testimony, Told
from testimonies.desk.models.risk import CONTEXT
from testimonies.vocabulary import Status

# What one account says, in the order of `CONTEXT`.
Fields = tuple[Any, ...]
# The columns of a working record, in the order of `CONTEXT`.
_DESK = (*(name for name in CONTEXT if name not in {"source", "language"}), "source_kind", "texts__language")
_BATCH = 500


def groups() -> Iterator[tuple[Fields, int]]:
    """What the accounts say, and how many say just that, whoever gave them."""
    synthetic = Testimony.objects.filter(synthetic=True).values("pk")
    sources: list[tuple[QuerySet[Any], Sequence[str]]] = [
        (Told.objects.exclude(testimony__in=synthetic), CONTEXT),
        (_approved(), _DESK),
    ]
    for rows, names in sources:
        grouped = rows.order_by().values(*names).annotate(number=Count("pk"))
        for row in grouped.values_list(*names, "number"):
            yield row[:-1], row[-1]


def with_several() -> QuerySet[Testimony, int]:
    """The contributors of more than one account."""
    several = Testimony.objects.order_by().values("contributor").annotate(number=Count("pk")).filter(number__gt=1)
    return several.values_list("contributor", flat=True)


def rows_of(people: Collection[int] | QuerySet[Testimony, int]) -> Iterator[tuple[int, Fields]]:
    """The contributor and the facts of each account of these people."""
    told = Told.objects.filter(testimony__synthetic=False, testimony__contributor__in=people)
    yield from _named(told.values_list("testimony__contributor", *CONTEXT))
    yield from _named(_approved().filter(contributor__in=people).values_list("contributor", *_DESK))


def waiting_together(records: Sequence[Testimony]) -> Iterator[tuple[int, Fields]]:
    """The same of these records, which are not approved yet."""
    numbers = [record.pk for record in records]
    for start in range(0, len(numbers), _BATCH):
        rows = _desk().filter(pk__in=numbers[start : start + _BATCH]).exclude(status=Status.APPROVED)
        yield from _named(rows.values_list("contributor", *_DESK))


def outside_alone(records: Sequence[Testimony]) -> dict[str, Fields]:
    """What is known outside by its citation, but for whom the archive counts by an account from the same source."""
    confirmed = KnownOutside.objects.confirmed()
    found = {entry.citation: tuple(entry.fields().values()) for entry in confirmed}
    if found:
        counted = Testimony.objects.filter(Q(told__isnull=False) | Q(status=Status.APPROVED), synthetic=False)
        cited = counted.filter(citation__in=confirmed.values("citation")).values_list("citation", flat=True)
        for citation in {*cited, *(record.citation for record in records)}:
            found.pop(citation, None)
    return found


def _desk() -> QuerySet[Testimony]:
    return Testimony.objects.filter(told=None, synthetic=False, texts__original=True)


def _approved() -> QuerySet[Testimony]:
    return _desk().filter(status=Status.APPROVED)


def _named(rows: QuerySet[Any, Any]) -> Iterator[tuple[int, Fields]]:
    for row in rows.order_by():
        yield row[0], row[1:]
