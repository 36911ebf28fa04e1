"""k of every account at once.

Accounts are grouped by which fields they state and how exact their place is; within a group all others are brought to
that exactness and counted by equal keys. Periods inside periods are counted by walking once through the years.
"""

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from testimonies.deidentify.population import NOT_STATED, PLAIN, Codes, Population, lineage


def count_all(population: Population) -> dict[str, int]:
    """k of each account, itself included, by account."""
    total = np.zeros(len(population.accounts), dtype=np.int64)
    for members, names, depth, dated in _patterns(population):
        keys, valid = _keys(population, names, depth)
        count = _within if dated else _equal
        total[members] = count(keys, valid, members, population)
    return dict(zip(population.accounts, map(int, total), strict=True))


def _patterns(population: Population) -> Iterator[tuple[Codes, tuple[str, ...], int, bool]]:
    """Groups of accounts that state the same fields: who, which plain fields, depth of the place, whether dated."""
    if not population.accounts:
        return
    depths = np.array([len(lineage(place, population.parents)) - 1 for place in population.numbers["place"]])
    pattern = depths[population.columns["place"]]
    for name in PLAIN:
        pattern = pattern * 2 + (population.columns[name] != 0)
    pattern = pattern * 2 + (population.years[:, 0] != 0)
    for value in np.unique(pattern):
        bits = [(int(value) >> shift) & 1 for shift in range(len(PLAIN), 0, -1)]
        names = tuple(name for name, bit in zip(PLAIN, bits, strict=True) if bit)
        yield np.flatnonzero(pattern == value), names, int(value) >> (len(PLAIN) + 1), bool(value & 1)


def _keys(population: Population, names: tuple[str, ...], depth: int) -> tuple[Codes, NDArray[np.bool_]]:
    """One number for each account's values, its place brought to `depth`; and whether it is exact enough to count."""
    places = list(population.numbers["place"])
    ancestors = [(lineage(place, population.parents)[:-1][::-1] + [NOT_STATED] * depth)[:depth] for place in places]
    numbers: dict[str, int] = {}
    lifted = np.array([numbers.setdefault(line[-1] if line else NOT_STATED, len(numbers)) for line in ancestors])
    enough = np.array([not line or line[-1] != NOT_STATED for line in ancestors])
    keys = lifted[population.columns["place"]]
    for name in names:
        keys = keys * len(population.numbers[name]) + population.columns[name]
    return np.unique(keys, return_inverse=True)[1], enough[population.columns["place"]]


def _equal(keys: Codes, valid: NDArray[np.bool_], members: Codes, population: Population) -> Codes:
    found = np.bincount(keys[valid], population.people[valid], minlength=int(keys.max()) + 1)
    return found[keys[members]].astype(np.int64)


def _within(keys: Codes, valid: NDArray[np.bool_], members: Codes, population: Population) -> Codes:
    """How many accounts of the same key have a period inside that of each member.

    From the latest first year to the earliest, each account is entered under its last year before the members of that
    year ask how many of their key have ended by theirs.
    """
    years, people = population.years, population.people
    dated = np.flatnonzero(valid & (years[:, 0] != 0))
    lasts, last = np.unique(years[:, 1], return_inverse=True)
    entered = np.zeros((int(keys.max()) + 1, len(lasts)), dtype=np.int64)
    found = np.zeros(len(keys), dtype=np.int64)
    dated, asking = (rows[np.argsort(-years[rows, 0], kind="stable")] for rows in (dated, members))
    for first in np.unique(years[members, 0])[::-1]:
        arriving = dated[: np.searchsorted(-years[dated, 0], -first, side="right")]
        dated = dated[len(arriving) :]
        np.add.at(entered, (keys[arriving], last[arriving]), people[arriving])
        those = asking[years[asking, 0] == first]
        distinct, back = np.unique(keys[those], return_inverse=True)
        found[those] = entered[distinct].cumsum(axis=1)[back, last[those]]
    return found[members]


def fallen(population: Population, stored: Mapping[str, int], counts: Mapping[str, int]) -> list[tuple[str, int, int]]:
    """Accounts whose k is lower than when it was stored: (account, then, now), the greatest fall first."""
    found = [
        (account, stored[account], counts[account])
        for account in population.accounts
        if counts[account] < stored.get(account, 0)
    ]
    return sorted(found, key=lambda each: (each[2] - each[1], each[0]))
