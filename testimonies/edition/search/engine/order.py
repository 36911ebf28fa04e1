"""Putting hits in order and taking a page from the middle, without sorting what nobody looks at."""

from collections.abc import Callable

import numpy as np

from .container import Array

_SORT_ALL = 2_000


def page(keys: Array, tie: Callable[[Array], Array], offset: int, limit: int) -> Array:
    """Places of the hits `offset` to `offset + limit` when ordered by `keys` descending, then by `tie` ascending.

    `tie` gives the tie-breaking numbers of the places it is asked for; it is asked for as few as can be.
    """
    wanted = offset + limit
    if wanted <= 0 or offset >= len(keys):
        return np.empty(0, np.intp)
    if wanted >= len(keys) or wanted > _SORT_ALL:
        return np.lexsort((tie(np.arange(len(keys))), -keys))[offset:wanted]
    least = np.partition(keys, len(keys) - wanted)[len(keys) - wanted]
    above = np.flatnonzero(keys > least)
    level = np.flatnonzero(keys == least)
    missing = wanted - len(above)
    if len(level) > missing:
        level = level[np.argpartition(tie(level), missing - 1)[:missing]]
    places = np.concatenate([above, level])
    return places[np.lexsort((tie(places), -keys[places]))][offset:wanted]
