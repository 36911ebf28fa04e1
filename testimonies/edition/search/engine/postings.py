"""The postings of one term over all segments, as two arrays ready to be combined."""

from typing import NamedTuple

import numpy as np

from testimonies.edition.search.engine import scoring
from testimonies.edition.search.engine.container import Array
from testimonies.edition.search.engine.snapshot import Snapshot


class Hits(NamedTuple):
    """Documents ascending, each once, and their scores (None where nobody asked for scores)."""

    documents: Array
    scores: Array | None

    def __len__(self) -> int:
        return len(self.documents)


NOTHING = Hits(np.empty(0, np.intp), np.empty(0, np.float32))


def documents(snapshot: Snapshot, field: str, text: bytes) -> Array:
    """The documents of one term."""
    scored = snapshot.cache.get(("hits", field, text))
    if scored is not None:
        return scored.documents
    parts = [
        segment.documents_of(field, text).astype(np.intp) + base
        for segment, base in zip(snapshot.segments, snapshot.bases, strict=True)
    ]
    return np.concatenate(parts) if parts else NOTHING.documents


def hits(snapshot: Snapshot, field: str, text: bytes) -> Hits:
    """The documents of one term with their scores, from the cache when it was asked before."""
    cached = snapshot.cache.get(("hits", field, text))
    if cached is not None:
        return cached
    places, counts = [], []
    for segment, base in zip(snapshot.segments, snapshot.bases, strict=True):
        found = segment.find(field, text)
        if found is not None:
            first, last = found[0].span(found[1])
            places.append(found[0].documents[first:last].astype(np.intp) + base)
            counts.append(found[0].frequencies[first:last])
    if not places:
        return NOTHING
    numbers = np.concatenate(places)
    result = Hits(numbers, _scores(snapshot, field, numbers, np.concatenate(counts)))
    snapshot.cache.put(("hits", field, text), result, numbers.nbytes + 4 * len(numbers))
    return result


def _scores(snapshot: Snapshot, field: str, numbers: Array, frequencies: Array) -> Array:
    weight = snapshot.ranking.weights.get(field, 1.0)
    definition = snapshot.schema[field]
    if not definition.scorable:
        return frequencies.astype(np.float32) * np.float32(weight * definition.format.field_boost)
    factor = weight * scoring.idf(snapshot.documents_with(field), len(numbers))
    boost = definition.format.field_boost
    if boost != 1.0:
        frequencies = frequencies * boost
    return scoring.impacts(frequencies, snapshot.norms(field)[numbers], factor, snapshot.ranking.k1)
