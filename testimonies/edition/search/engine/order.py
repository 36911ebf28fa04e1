"""Putting hits in order and taking a page from the middle, without sorting what nobody looks at."""

from collections.abc import Callable

import numpy as np

from testimonies.edition.search.engine.container import Array

NEAR = 2_000

Tie = Callable[[Array], Array]


def whole(keys: Array, tie: Tie) -> Array:
    """Places of all hits ordered by `keys` descending, then by `tie` ascending.

    `tie` gives the tie-breaking numbers of the places it is asked for.
    """
    return np.lexsort((tie(np.arange(len(keys))), -keys))


def top(keys: Array, tie: Tie, wanted: int) -> Array:
    """The first `wanted` places of that order; `tie` is asked for as few places as can be."""
    if wanted >= len(keys):
        return whole(keys, tie)
    least = np.partition(keys, len(keys) - wanted)[len(keys) - wanted]
    above = np.flatnonzero(keys > least)
    level = np.flatnonzero(keys == least)
    missing = wanted - len(above)
    if len(level) > missing:
        level = level[np.argpartition(tie(level), missing - 1)[:missing]]
    places = np.concatenate([above, level])
    return places[np.lexsort((tie(places), -keys[places]))]
