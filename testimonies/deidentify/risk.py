"""Disclosure risk: how many accounts a reader could mean by what is public of one (k-anonymity, Sweeney 2002).

`judge` says for one candidate how many fit it, which combinations of fields are rare, and what is the least that must
be left unsaid; `counts.count_all` and `counts.fallen` judge the whole archive at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from testimonies.deidentify.needs import Generalisation, Needs
from testimonies.deidentify.population import Context, Population, known_of

DEFAULT_K = 3


@dataclass(frozen=True)
class Judgement:
    """k of a candidate and, below the threshold, why and what to do. `proposal` is None if nothing reaches it."""

    k: int
    k_with_earlier: int
    threshold: int
    rare: tuple[tuple[str, ...], ...]
    proposal: Generalisation | None

    @property
    def blocks(self) -> bool:
        """Whether the candidate may not be published without an override."""
        return min(self.k, self.k_with_earlier) < self.threshold


def judge(
    candidate: Context,
    population: Population,
    *,
    account: str = "",
    threshold: int = DEFAULT_K,
    earlier: Sequence[Context] = (),
) -> Judgement:
    """Judge `candidate`, which counts as one of those who fit it, whether or not `account` is among the population.

    `earlier` are its versions that were ever public: a reader who kept one knows both, so k is also computed for all
    of them together.
    """
    if threshold < 1:
        raise ValueError("The threshold is at least 1.")
    others = _others(population, account)
    needs = Needs(candidate, population, others)
    k = needs.fitting()
    told = known_of([*earlier, candidate], population.parents)
    rare = needs.rare(threshold) if k < threshold else ()
    proposal = needs.least(threshold) if k < threshold else None
    return Judgement(
        k, k if told == candidate else Needs(told, population, others).fitting(), threshold, rare, proposal
    )


def _others(population: Population, account: str) -> NDArray[np.bool_]:
    others = np.ones(len(population.accounts), dtype=np.bool_)
    if account in population.accounts:
        others[population.accounts.index(account)] = False
    return others
