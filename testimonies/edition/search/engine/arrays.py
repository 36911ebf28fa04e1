"""Sets of documents as sorted arrays: meeting, joining, leaving out."""

from collections.abc import Sequence

import numpy as np

from testimonies.edition.search.engine.container import Array
from testimonies.edition.search.engine.postings import NOTHING, Hits

_SPARSE = 24
_DENSE = 6


def lookup(documents: Array, within: Array, count: int) -> Array:
    """For each of `documents` its place in `within`, or -1. Both ascending; `count` bounds all numbers."""
    if len(documents) * _SPARSE < len(within):
        places = within.searchsorted(documents)
        places[places == len(within)] = 0
        return np.where(within[places] == documents, places, -1)
    table = np.full(count, -1, dtype=np.int32)
    table[within] = np.arange(len(within), dtype=np.int32)
    return table[documents]


def member(documents: Array, within: Array, count: int) -> Array:
    """Which of `documents` are in `within`, as a mask."""
    if len(documents) * _SPARSE < len(within):
        return lookup(documents, within, count) >= 0
    table = np.zeros(count, dtype=bool)
    table[within] = True
    return table[documents]


def meet(parts: Sequence[Hits], count: int) -> Hits:
    """The documents in all parts, scores added."""
    ordered = sorted(parts, key=len)
    documents, scores = ordered[0]
    if any(part.scores is None for part in parts):
        scores = None
    for part in ordered[1:]:
        if not len(documents):
            return NOTHING
        if scores is None or part.scores is None:
            documents = documents[member(documents, part.documents, count)]
            continue
        places = lookup(documents, part.documents, count)
        both = places >= 0
        documents = documents[both]
        scores = scores[both] + part.scores[places[both]]
    return Hits(documents, scores)


def join(parts: Sequence[Hits], count: int, least: int = 1, scored: bool = True) -> Hits:
    """The documents in at least `least` parts, scores added."""
    filled = [part for part in parts if len(part)]
    if len(filled) < max(least, 1):
        return NOTHING
    if len(filled) == 1:
        return filled[0]
    if least <= 1 and (scored or all(part.scores is None for part in filled)):
        *small, large = sorted(filled, key=len)
        if sum(map(len, small)) * _DENSE < len(large):
            return _insert(large, join(small, count, 1, scored))
    return _join_dense(filled, count, least, scored)


def _insert(large: Hits, small: Hits) -> Hits:
    """Both together, scores added, for a few hits and many: the many are copied once."""
    places = large.documents.searchsorted(small.documents)
    there = large.documents[np.minimum(places, len(large) - 1)] == small.documents
    new = ~there
    documents = np.insert(large.documents, places[new], small.documents[new]) if new.any() else large.documents
    if large.scores is None or small.scores is None:
        return Hits(documents, None)
    scores = large.scores.copy()
    scores[places[there]] += small.scores[there]
    return Hits(documents, np.insert(scores, places[new], small.scores[new]) if new.any() else scores)


def _join_dense(filled: Sequence[Hits], count: int, least: int, scored: bool) -> Hits:
    seen = np.zeros(count, dtype=bool if least <= 1 else np.int16)
    total = np.zeros(count, dtype=np.float32) if scored else None
    for part in filled:
        if least <= 1:
            seen[part.documents] = True
        else:
            seen[part.documents] += 1
        if total is not None and part.scores is not None:
            total[part.documents] += part.scores
    documents = np.flatnonzero(seen if least <= 1 else seen >= least)
    return Hits(documents, None if total is None else total[documents])


def best(parts: Sequence[Hits], count: int, tiebreak: float) -> Hits:
    """The documents in any part, each with its best score plus `tiebreak` times the others."""
    total = join(parts, count)
    if total.scores is None or not len(total):
        return total
    top = np.zeros(count, dtype=np.float32)
    for part in parts:
        if part.scores is not None:
            top[part.documents] = np.maximum(top[part.documents], part.scores)
    highest = top[total.documents]
    return Hits(total.documents, highest + np.float32(tiebreak) * (total.scores - highest))


def without(hits: Hits, gone: Array, count: int) -> Hits:
    """The hits that are not among `gone`."""
    return keep(hits, ~member(hits.documents, gone, count))


def keep(hits: Hits, mask: Array) -> Hits:
    """The hits that `mask` (one entry a hit) lets through."""
    return Hits(hits.documents[mask], None if hits.scores is None else hits.scores[mask])


def add_where_met(hits: Hits, extra: Hits, count: int) -> Hits:
    """The hits, with the scores of `extra` added where it has the document too."""
    if hits.scores is None or extra.scores is None or not len(extra):
        return hits
    places = lookup(hits.documents, extra.documents, count)
    both = places >= 0
    scores = hits.scores.copy()
    scores[both] += extra.scores[places[both]]
    return Hits(hits.documents, scores)
