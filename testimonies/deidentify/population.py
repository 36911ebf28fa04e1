"""Accounts as an adversary sees them: public context fields, counted without comparing any two accounts.

An account *fits* a description when every field the description states says the same or something within it: the same
sector, a place inside the place, a period inside the period. What is not stated leaves everything open. So a
description that says less is fitted by no fewer accounts, and k, the number that fit, never falls by generalising.
"""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

NOT_STATED = ""
# Fields whose values are equal or not; place lies in a tree and period is a range of years.
PLAIN = ("sector", "recruitment", "exit", "source", "language")
FIELDS = ("place", "sector", "period", "recruitment", "exit", "source", "language")


class _Fields(NamedTuple):
    place: str = NOT_STATED
    sector: str = NOT_STATED
    period_from: int | None = None
    period_to: int | None = None
    recruitment: str = NOT_STATED
    exit: str = NOT_STATED
    source: str = NOT_STATED
    language: str = NOT_STATED


class Context(_Fields):
    """The public context of one account. Empty text and None mean “not stated”.

    A tuple, because a judgement looks up tens of thousands of them.
    """

    __slots__ = ()

    def __new__(cls, *said: Any, **named: Any) -> Self:
        made = super().__new__(cls, *said, **named)
        if (made.period_from is None) != (made.period_to is None):
            raise ValueError("A period has both years or neither.")
        if made.period_from is not None and made.period_to is not None and made.period_from > made.period_to:
            raise ValueError("A period ends after it begins.")
        return made


@dataclass(frozen=True)
class Row:
    """What is, or once was, public of one account, or what a press account known outside says.

    `people` is how many say just this; less than nothing where `people.once` takes back whom it counted twice.
    """

    account: str
    context: Context
    people: int = 1


def known_of(versions: Sequence[Context], parents: Mapping[str, str]) -> Context:
    """All that several versions of one account together tell: the narrowest value of each field.

    A later version cannot take back what an earlier one said. Where two contradict each other, the later is right.
    """
    told = versions[0]
    for version in versions[1:]:
        told = told._replace(**{name: getattr(version, name) or getattr(told, name) for name in PLAIN})
        told = told._replace(place=_narrower(told.place, version.place, parents))
        told = _narrower_period(told, version)
    return told


def lineage(place: str, parents: Mapping[str, str]) -> list[str]:
    """The place, its parent, and so on up, ending with “not stated”."""
    line = []
    while place and place not in line:
        line.append(place)
        place = parents.get(place, NOT_STATED)
    return [*line, NOT_STATED]


def _narrower(told: str, new: str, parents: Mapping[str, str]) -> str:
    return told if new in lineage(told, parents) else new


def _narrower_period(told: Context, new: Context) -> Context:
    if new.period_from is None or new.period_to is None:
        return told
    if told.period_from is None or told.period_to is None:
        return told._replace(period_from=new.period_from, period_to=new.period_to)
    first, last = max(told.period_from, new.period_from), min(told.period_to, new.period_to)
    if first > last:
        first, last = new.period_from, new.period_to
    return told._replace(period_from=first, period_to=last)


Codes = NDArray[np.int64]


class Population:
    """Every account once, as columns of numbers, and how many people each stands for.

    `parents` gives each place its parent. Rows of one account are taken together, later rows being later versions.
    """

    def __init__(self, rows: Iterable[Row], parents: Mapping[str, str] | None = None) -> None:
        self.parents = dict(parents or {})
        versions: dict[str, list[Context]] = {}
        people: dict[str, int] = {}
        for row in rows:
            versions.setdefault(row.account, []).append(row.context)
            people[row.account] = row.people
        self.accounts = tuple(versions)
        self.contexts = [each[0] if len(each) == 1 else known_of(each, self.parents) for each in versions.values()]
        self.numbers: dict[str, dict[str, int]] = {name: {NOT_STATED: 0} for name in ("place", *PLAIN)}
        self.columns: dict[str, Codes] = {name: self._encode(name) for name in ("place", *PLAIN)}
        years = [(c.period_from or 0, c.period_to or 0) for c in self.contexts]
        self.years: Codes = np.array(years, dtype=np.int64).reshape(-1, 2)
        self.people: Codes = np.fromiter(people.values(), np.int64, len(people))

    def _encode(self, name: str) -> Codes:
        numbers = self.numbers[name]
        return np.fromiter(
            (numbers.setdefault(getattr(c, name), len(numbers)) for c in self.contexts), np.int64, len(self.contexts)
        )

    def without(self, people: Mapping[str, int]) -> "Population":
        """The same with so many people fewer of each account named."""
        fewer = copy(self)
        fewer.people = self.people.copy()
        for account, number in people.items():
            fewer.people[self._position[account]] -= number
        return fewer

    @cached_property
    def _position(self) -> dict[str, int]:
        return {account: position for position, account in enumerate(self.accounts)}

    def number(self, name: str, value: str) -> int:
        """The number of a value, -1 for one that no account has."""
        return self.numbers[name].get(value, -1)

    def lifted(self, place: str) -> NDArray[np.bool_]:
        """Whether each account lies in `place`."""
        if place == NOT_STATED:
            return np.ones(len(self.accounts), dtype=np.bool_)
        inside = np.array([place in lineage(value, self.parents) for value in self.numbers["place"]], dtype=np.bool_)
        return inside[self.columns["place"]] if len(self.accounts) else np.zeros(0, dtype=np.bool_)
