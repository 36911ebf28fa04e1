"""Phrases: positions are looked at only in the documents that hold every word."""

from collections.abc import Sequence

import numpy as np

from testimonies.edition.search.engine.arrays import lookup
from testimonies.edition.search.engine.container import Array
from testimonies.edition.search.engine.snapshot import Snapshot

_STRIDE = 1 << 24
_MOST_SLOP = 1 << 22


def in_order(snapshot: Snapshot, field: str, words: Sequence[bytes], candidates: Array, slop: int) -> Array:
    """Which candidates (documents ascending, all holding all words) have the words in order, each at most `slop`
    positions after the one before, as a mask.
    """
    if slop == 1:
        found = _adjacent(snapshot, field, words, candidates)
    else:
        found = _within(snapshot, field, words, candidates, min(max(slop, 0), _MOST_SLOP))
    return member_sorted(candidates, found)


def _adjacent(snapshot: Snapshot, field: str, words: Sequence[bytes], candidates: Array) -> Array:
    """Rarest word first: each word leaves fewer documents in which the next one's positions have to be read."""
    order = sorted(range(len(words)), key=lambda place: snapshot.occurrences(field, words[place]))
    starts: Array | None = None
    for place in order:
        here = _places(snapshot, field, words[place], candidates) + (len(words) - place)
        starts = here if starts is None else starts[member_sorted(starts, here)]
        candidates = distinct(starts // _STRIDE)
        if not len(candidates):
            break
    return candidates


def _within(snapshot: Snapshot, field: str, words: Sequence[bytes], candidates: Array, slop: int) -> Array:
    places: dict[bytes, Array] = {}
    reached = places[words[0]] = _places(snapshot, field, words[0], candidates)
    for word in words[1:]:
        if not len(reached):
            break
        if word not in places:
            places[word] = _places(snapshot, field, word, candidates)
        here = places[word]
        before = reached.searchsorted(here) - 1
        reached = here[(before >= 0) & (here - reached[np.maximum(before, 0)] <= slop)]
    return distinct(reached // _STRIDE)


def distinct(values: Array) -> Array:
    """Ascending values, each once."""
    if not len(values):
        return values
    return values[np.concatenate(([True], values[1:] != values[:-1]))]


def member_sorted(values: Array, within: Array) -> Array:
    """Which values occur in `within`; both ascending."""
    if not len(within):
        return np.zeros(len(values), dtype=bool)
    places = within.searchsorted(values)
    places[places == len(within)] = 0
    return within[places] == values


def _places(snapshot: Snapshot, field: str, word: bytes, candidates: Array) -> Array:
    """Every occurrence of the word in the candidates, as document * stride + position, ascending."""
    parts = []
    bounds = np.searchsorted(candidates, [*snapshot.bases, snapshot.count])
    for number, (segment, base) in enumerate(zip(snapshot.segments, snapshot.bases, strict=True)):
        first_candidate, last_candidate = bounds[number], bounds[number + 1]
        found = segment.find(field, word)
        if found is None or first_candidate == last_candidate:
            continue
        postings, term = found
        first, last = postings.span(term)
        local = candidates[first_candidate:last_candidate] - base
        at = lookup(local, postings.documents[first:last], segment.count)
        counts = postings.frequencies[first:last].astype(np.int64)
        starts = int(postings.position_starts[term]) + np.cumsum(counts) - counts
        sizes = counts[at]
        ends = np.cumsum(sizes)
        tokens = np.repeat(starts[at] - ends + sizes, sizes)
        tokens += np.arange(len(tokens))
        keys = np.repeat(candidates[first_candidate:last_candidate] * _STRIDE, sizes)
        keys += postings.positions[tokens]
        parts.append(keys)
    return np.concatenate(parts) if parts else np.empty(0, np.int64)
