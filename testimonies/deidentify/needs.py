"""What of a candidate must be left unsaid so that others fit it too."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from testimonies.deidentify.population import FIELDS, NOT_STATED, PLAIN, Codes, Context, Population, lineage

# Beyond this many years on either side a period says so little that it is left out instead.
WIDEST = 5


@dataclass(frozen=True)
class Generalisation:
    """The least change that reaches k: the context to publish, k with it, and its steps as (field, from, to)."""

    context: Context
    k: int
    steps: tuple[tuple[str, str, str], ...]


class Needs:
    """What of a candidate must be left unsaid for each other account to fit it.

    One histogram over (plain fields that differ, steps up the tree of places, years before, years after) holds every
    answer; adding it up along each axis counts those who fit each of all possible generalisations.
    """

    def __init__(self, candidate: Context, population: Population, others: NDArray[np.bool_]) -> None:
        self.candidate = candidate
        self.line = lineage(candidate.place, population.parents)
        self.shape = (*(2 for _ in PLAIN), len(self.line), WIDEST + 2, WIDEST + 2)
        before, after = _years_missing(candidate, population.years)
        axes = [self._differs(name, population) for name in PLAIN]
        steps = (
            len(self.line)
            - 1
            - sum(
                (population.lifted(place).astype(np.int64) for place in self.line[:-1]), np.zeros(len(others), np.int64)
            )
        )
        axes += [steps, before, after]
        flat = np.ravel_multi_index([axis[others] for axis in axes], self.shape)
        cells = np.bincount(flat, population.people[others], minlength=int(np.prod(self.shape)))
        self.fits: Codes = cells.astype(np.int64).reshape(self.shape)
        for axis in range(len(self.shape)):
            self.fits = self.fits.cumsum(axis=axis)

    def _differs(self, name: str, population: Population) -> Codes:
        value = getattr(self.candidate, name)
        if value == NOT_STATED:
            return np.zeros(len(population.accounts), np.int64)
        differs: NDArray[np.bool_] = population.columns[name] != population.number(name, value)
        return differs.astype(np.int64)

    def fitting(self) -> int:
        """k: the candidate itself and everybody who fits it as it stands."""
        return 1 + int(self.fits[(0,) * len(self.shape)])

    def rare(self, threshold: int) -> tuple[tuple[str, ...], ...]:
        """The smallest sets of fields that fewer than `threshold` accounts share, none of which contains another."""
        found: list[tuple[str, ...]] = []
        stated = [name for name in FIELDS if self._stated(name)]
        for size in range(len(stated) + 1):
            for chosen in combinations(stated, size):
                if not any(set(smaller) <= set(chosen) for smaller in found) and 1 + self._sharing(chosen) < threshold:
                    found.append(chosen)
        return tuple(found)

    def _stated(self, name: str) -> bool:
        return (
            self.candidate.period_from is not None if name == "period" else getattr(self.candidate, name) != NOT_STATED
        )

    def _sharing(self, chosen: Sequence[str]) -> int:
        """How many others agree in these fields, whatever the rest says."""
        plain = tuple(0 if name in chosen else 1 for name in PLAIN)
        place = 0 if "place" in chosen else len(self.line) - 1
        years = (0, 0) if "period" in chosen else (WIDEST + 1, WIDEST + 1)
        return int(self.fits[(*plain, place, *years)])

    def least(self, threshold: int) -> Generalisation | None:
        """The cheapest generalisation with k, the first in a fixed order among equals."""
        reached = np.argwhere(self.fits + 1 >= threshold)
        ways = sorted(
            (self._cost(tuple(map(int, way))), tuple(map(int, way)))
            for way in reached
            if self._sensible(tuple(map(int, way)))
        )
        if not ways:
            return None
        way = ways[0][1]
        context = self._generalised(way)
        return Generalisation(context, 1 + int(self.fits[way]), tuple(_steps(self.candidate, context)))

    def _sensible(self, way: tuple[int, ...]) -> bool:
        """A period is left out on both sides or on neither, and nothing unsaid is taken away."""
        before, after = way[-2:]
        whole = (before > WIDEST) == (after > WIDEST)
        empty = self.candidate.period_from is None and before + after > 0
        return (
            whole
            and not empty
            and not any(cut and not self._stated(name) for cut, name in zip(way, PLAIN, strict=False))
        )

    def _cost(self, way: tuple[int, ...]) -> tuple[int, int]:
        """What a reader loses: a field 4, a step up in places 3, a year 1; then the number of steps."""
        *plain, place, before, after = way
        period = 2 * WIDEST if before > WIDEST else before + after
        return 4 * sum(plain) + 3 * place + period, sum(plain) + place + (before > 0) + (after > 0)

    def _generalised(self, way: tuple[int, ...]) -> Context:
        *plain, place, before, after = way
        cut: dict[str, Any] = {name: NOT_STATED for name, gone in zip(PLAIN, plain, strict=True) if gone}
        context = self.candidate._replace(place=self.line[place], **cut)
        if context.period_from is None or context.period_to is None or before > WIDEST:
            return context._replace(period_from=None, period_to=None)
        return context._replace(period_from=context.period_from - before, period_to=context.period_to + after)


def _years_missing(candidate: Context, years: Codes) -> tuple[Codes, Codes]:
    """By how many years the candidate's period is too short before and after to hold each account's own."""
    if candidate.period_from is None or candidate.period_to is None:
        return np.zeros(len(years), np.int64), np.zeros(len(years), np.int64)
    unknown = years[:, 0] == 0
    before = np.where(unknown, WIDEST + 1, np.clip(candidate.period_from - years[:, 0], 0, WIDEST + 1))
    after = np.where(unknown, WIDEST + 1, np.clip(years[:, 1] - candidate.period_to, 0, WIDEST + 1))
    # What is out of reach on one side is out of reach altogether: only leaving the period out helps.
    far = (before > WIDEST) | (after > WIDEST)
    return np.where(far, WIDEST + 1, before), np.where(far, WIDEST + 1, after)


def _steps(before: Context, after: Context) -> Iterator[tuple[str, str, str]]:
    for name in FIELDS:
        old, new = (_shown(context, name) for context in (before, after))
        if old != new:
            yield name, old, new


def _shown(context: Context, name: str) -> str:
    if name != "period":
        return str(getattr(context, name))
    return "" if context.period_from is None else f"{context.period_from}-{context.period_to}"
