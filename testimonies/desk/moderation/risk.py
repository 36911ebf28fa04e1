"""The disclosure-risk gate: could a reader say from the public facts alone whom an account is about?

Everybody who fits is counted: those at the desk, those who are or were public, and those others have published about.
People are counted at the desk too, because what hides a person is that there are more like them, not that we printed
them. Synthetic accounts hide nobody and are not counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from functools import cached_property
from typing import Any

import numpy as np
from django.db.models import Count, F, QuerySet

from testimonies.deidentify.counts import count_all
from testimonies.deidentify.population import Context, Population, Row, known_of
from testimonies.deidentify.risk import Judgement, judge
from testimonies.desk.models import KnownOutside, Testimony, Told, VocabularyTerm
from testimonies.desk.models.risk import CONTEXT
from testimonies.desk.moderation.house_rules import least_k
from testimonies.edition.publish import Snapshot
from testimonies.vocabulary import ConsentBasis, Exit, Status, TermKind

# Beyond so many it makes no difference how many there are, and counting stays quick at any size.
COUNTED = 10
_UNSAID = {"place": "russia-not-stated", "sector": "not-disclosed", "exit": Exit.UNKNOWN.value}
_DESK = {"source": F("source_kind"), "told_by": F("texts__language")}


class Gate:
    """The population as it stands now, grouped by the database: built once, it judges any number of accounts."""

    def __init__(self) -> None:
        self.least = least_k()
        places = VocabularyTerm.objects.of(TermKind.PLACE)
        self._parents = {term.slug: term.parent for term in places}
        self._public = {term.slug for term in places if term.public}
        self._numbers: dict[Context, int] = {}
        for context, number in self._groups():
            self._numbers[context] = self._numbers.get(context, 0) + number
        self._names = {context: str(position) for position, context in enumerate(self._numbers)}

    @cached_property
    def population(self) -> Population:
        """Of each context no more than are counted."""
        most = max(COUNTED, self.least)
        held = Population((Row(name, context) for context, name in self._names.items()), self._parents)
        times = np.minimum(np.fromiter(self._numbers.values(), np.int64, len(self._numbers)), most)
        # Each context is read once; as many as are counted then stand in its place.
        named = zip(self._names.values(), times.tolist(), strict=True)
        held.accounts = tuple(f"{name}.{i}" if i else name for name, number in named for i in range(number))
        held.columns = {name: np.repeat(column, times) for name, column in held.columns.items()}
        held.years = np.repeat(held.years, times, axis=0)
        return held

    @cached_property
    def counts(self) -> dict[str, int]:
        return count_all(self.population)

    def judge(self, snapshot: Snapshot, testimony: Testimony) -> Judgement:
        """k of what `snapshot` would tell; `testimony` itself is counted once, whatever the desk holds of it."""
        told = Told.objects.filter(testimony=testimony).first()
        earlier = [self.coarse(**told.fields())] if told else []
        held = earlier[0] if earlier else self._held(testimony)
        return judge(
            self.context(snapshot),
            self.population,
            account=self._names.get(held, "") if held else "",
            threshold=self.least,
            earlier=earlier,
        )

    def context(self, snapshot: Snapshot) -> Context:
        """The facts that a reader joins with what they know."""
        original = next(text for text in snapshot.texts if text.original)
        fields = {name: getattr(snapshot, name) for name in CONTEXT if name not in {"source", "language"}}
        return self.coarse(**fields, source=snapshot.source_kind, language=original.language)

    def told_by_all(self, snapshot: Snapshot, told: Told | None) -> Context:
        """What the account has told once `snapshot` is public too."""
        earlier = [self.coarse(**told.fields())] if told else []
        return known_of([*earlier, self.context(snapshot)], self._parents)

    def k_of(self, told: Told) -> int:
        """How many fit what one public account has told, itself included, up to `COUNTED`."""
        return min(self.counts.get(self._names.get(self.coarse(**told.fields()), ""), 1), max(COUNTED, self.least))

    def _held(self, testimony: Testimony) -> Context | None:
        return next((context for context, _number in self._desk(Testimony.objects.filter(pk=testimony.pk))), None)

    def _groups(self) -> Iterator[tuple[Context, int]]:
        # Two accounts of one person hide nobody: people are counted, not accounts.
        yield from self._desk(Testimony.objects.filter(told=None).exclude(status=Status.WITHDRAWN))
        told = Told.objects.filter(testimony__synthetic=False).values(*CONTEXT)
        outside = KnownOutside.objects.confirmed().values(*CONTEXT)
        people = Count("testimony__contributor", distinct=True)
        for groups in (told.annotate(number=people), outside.annotate(number=Count("pk"))):
            for row in groups.order_by():
                number = row.pop("number")
                yield self.coarse(**row), number

    def _desk(self, testimonies: QuerySet[Testimony]) -> Iterator[tuple[Context, int]]:
        plain = [name for name in CONTEXT if name not in {"source", "language"}]
        groups = (
            testimonies.filter(synthetic=False, texts__original=True)
            .values(*plain, **_DESK)
            .annotate(number=Count("contributor", distinct=True))
            .order_by()
        )
        for row in groups:
            number, language = row.pop("number"), row.pop("told_by")
            yield self.coarse(**row, language=language), number

    def coarse(self, **fields: Any) -> Context:
        while fields["place"] and fields["place"] not in self._public:
            fields["place"] = self._parents.get(fields["place"], "")
        for name, unsaid in _UNSAID.items():
            if fields[name] == unsaid:
                fields[name] = ""
        first, last = fields["period_from"], fields["period_to"]
        if first is None or last is None or first > last:
            # A draft may hold half a period; it says nothing yet.
            fields["period_from"] = fields["period_to"] = None
        return Context(**fields)


def stands_out(snapshot: Snapshot, testimony: Testimony, gate: Gate) -> Judgement | None:
    """The judgement that holds the account back; None where it may pass.

    Nobody stands behind a synthetic account. One from a published report tells nothing new where the desk has entered
    the report as known outside, with just these facts and the same citation, and somebody else has confirmed it.
    """
    if snapshot.synthetic or _tells_nothing_new(snapshot, gate):
        return None
    judgement = gate.judge(snapshot, testimony)
    return judgement if judgement.blocks else None


def _tells_nothing_new(snapshot: Snapshot, gate: Gate) -> bool:
    if snapshot.consent_basis != ConsentBasis.PUBLISHED_REPORT:
        return False
    outside = KnownOutside.objects.confirmed().filter(citation=snapshot.citation)
    return any(gate.coarse(**entry.fields()) == gate.context(snapshot) for entry in outside)


def remember_told(snapshot: Snapshot, testimony: Testimony, gate: Gate) -> None:
    """Keep what the account has told once `snapshot` is public, and how many it was like on that day."""
    told = Told.objects.filter(testimony=testimony).first()
    k = min(gate.judge(snapshot, testimony).k, COUNTED)
    Told.objects.update_or_create(testimony=testimony, defaults={**asdict(gate.told_by_all(snapshot, told)), "k": k})


def fallen() -> list[tuple[Told, int]]:
    """Public accounts that fewer are like than on the day they were published, the rarest first, with how many now."""
    gate = Gate()
    public = Told.objects.filter(testimony__public_version__isnull=False, testimony__synthetic=False)
    counted = [(told, gate.k_of(told)) for told in public.select_related("testimony")]
    return sorted(
        ((told, now) for told, now in counted if now < told.k), key=lambda pair: (pair[1], pair[0].testimony.code)
    )
