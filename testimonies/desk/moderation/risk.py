"""The disclosure-risk gate: could a reader say from the public facts alone whom an account is about?

Everybody who fits is counted once: those whose approval stands, those who are or were public, and those others have
published about. Who was approved is counted too, because what hides a person is that there are more like them, not that
we printed them; who waits for an approval is not, because one person alone can make up as many of them as it takes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from testimonies.deidentify.counts import count_all
from testimonies.deidentify.people import once
from testimonies.deidentify.population import Context, Population, Row
from testimonies.deidentify.risk import Judgement, judge
from testimonies.desk.models import KnownOutside, Testimony, Told
from testimonies.desk.moderation.contexts import Contexts
from testimonies.desk.moderation.house_rules import least_k
from testimonies.desk.moderation.population import (
    Fields,
    groups,
    outside_alone,
    told_of,
    waiting,
    with_several,
)
from testimonies.edition.publish import Snapshot
from testimonies.vocabulary import ConsentBasis

# Beyond so many it makes no difference how many there are.
COUNTED = 10


class Gate:
    """The population as it stands now, grouped by the database: built once, it judges any number of accounts.

    `together` are the records of one import that are about to be published at once, and counted though nobody has
    approved them yet: two people answer for all of them by name.
    """

    def __init__(self, together: Sequence[Testimony] = ()) -> None:
        self.least = least_k()
        self.contexts = Contexts()
        self._outside = {cited: self.contexts.read(said) for cited, said in outside_alone(together).items()}
        numbers: Counter[Context] = Counter(self._outside.values())
        for said, number in groups():
            numbers[self.contexts.read(said)] += number
        self._waiting = self._of_each_person(waiting(together))
        several = self._of_each_person(told_of(with_several()))
        for held in several.values():
            # Grouped above as if each were a person.
            for context in held:
                numbers[context] -= 1
        people = {**self._waiting, **several}
        sets = ({*several.get(person, ()), *self._waiting.get(person, ())} for person in people)
        for contexts, number in Counter(map(frozenset, sets)).items():
            for context, times in once(contexts, self.contexts.parents).items():
                numbers[context] += number * times
        self._numbers = numbers
        self._names = {context: str(position) for position, context in enumerate(numbers)}

    def _of_each_person(self, rows: Iterable[tuple[int, Fields]]) -> dict[int, list[Context]]:
        """What the accounts of each contributor say."""
        people: dict[int, list[Context]] = {}
        for person, said in rows:
            people.setdefault(person, []).append(self.contexts.read(said))
        return people

    @cached_property
    def population(self) -> Population:
        rows = (Row(name, context, self._numbers[context]) for context, name in self._names.items())
        return Population(rows, self.contexts.parents)

    @cached_property
    def counts(self) -> dict[Context, int]:
        """k of every context that is counted."""
        counted = count_all(self.population)
        return {context: counted[name] for context, name in self._names.items()}

    def judge(self, snapshot: Snapshot, testimony: Testimony) -> Judgement:
        """k of what `snapshot` would tell. Whoever gave it is counted once, whatever else the archive holds of them."""
        told = Told.objects.filter(testimony=testimony).first()
        return judge(
            self.contexts.of(snapshot),
            self.population.without(self._own(snapshot, testimony)),
            threshold=self.least,
            earlier=[self.contexts.coarse(**told.fields())] if told else [],
        )

    def _own(self, snapshot: Snapshot, testimony: Testimony) -> dict[str, int]:
        """How often the contributor of `testimony` is counted, by the name of the context."""
        person = testimony.contributor_id
        held = self._of_each_person(told_of([person])).get(person, [])
        own = Counter(once({*held, *self._waiting.get(person, ())}, self.contexts.parents))
        if snapshot.citation in self._outside:
            own[self._outside[snapshot.citation]] += 1
        return {self._names[context]: number for context, number in own.items() if context in self._names}

    def k_of(self, *said: Any) -> int:
        """How many fit what a public account has told, in the order of `CONTEXT`, itself included, up to `COUNTED`."""
        return min(self.counts.get(self.contexts.read(said), 1), max(COUNTED, self.least))


def stands_out(snapshot: Snapshot, testimony: Testimony, gate: Gate) -> Judgement | None:
    """The judgement that holds the account back; None where it may pass."""
    if passes_by_itself(snapshot, gate):
        return None
    judgement = gate.judge(snapshot, testimony)
    return judgement if judgement.blocks else None


def passes_by_itself(snapshot: Snapshot, gate: Gate) -> bool:
    """Whether the account may pass however few are like it.

    Nobody stands behind a synthetic account. One from a published report tells nothing new where the desk has entered
    the report as known outside, with just these facts and the same citation, and somebody else has confirmed it.
    """
    if snapshot.synthetic or snapshot.consent_basis != ConsentBasis.PUBLISHED_REPORT:
        return snapshot.synthetic
    outside = KnownOutside.objects.confirmed().filter(citation=snapshot.citation)
    return any(gate.contexts.coarse(**entry.fields()) == gate.contexts.of(snapshot) for entry in outside)
