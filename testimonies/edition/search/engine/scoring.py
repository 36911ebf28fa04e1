"""How a document is scored, for the array evaluator and for Whoosh's own searcher alike.

For a term t in a field f of document d

    score = w(f) * idf(t, f) * tf * (k1 + 1) / (tf + k1 * (1 - b(f) + b(f) * length(d, f) / average(f)))
    idf   = ln(1 + (N - n + 0.5) / (n + 0.5))

N is the number of documents in the index that have the field, n those of them that have the term, both counted before
deletions are merged away; `average` is over documents that have the field, so that a rare language is not punished for
being rare. `length` is exact. A field without lengths (ID, KEYWORD, NUMERIC) scores tf. The score of a query is the sum
over its terms, each times its boosts: BM25 per field, weighted and summed, as Whoosh's BM25F does it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import log
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.scoring import BaseScorer, WeightingModel

from testimonies.edition.search.engine.container import Array

if TYPE_CHECKING:
    from testimonies.edition.search.engine.snapshot import Snapshot


@dataclass(frozen=True)
class Ranking:
    """k1, b and weights; `weights` and `field_b` by field name, 1.0 and `b` where a field is not named."""

    k1: float = 1.2
    b: float = 0.75
    weights: Mapping[str, float] = field(default_factory=dict)
    field_b: Mapping[str, float] = field(default_factory=dict)


def idf(documents: int, with_term: int) -> float:
    """How rare a term is; always above zero."""
    return log(1.0 + (max(documents, with_term) - with_term + 0.5) / (with_term + 0.5))


def norms(ranking: Ranking, name: str, lengths: Array, average: float) -> Array:
    """k1 * (1 - b + b * length / average) per document, float32."""
    b = ranking.field_b.get(name, ranking.b)
    scaled = lengths.astype(np.float32)
    scaled *= np.float32(ranking.k1 * b / (average or 1.0))
    scaled += np.float32(ranking.k1 * (1.0 - b))
    return scaled


def impacts(frequencies: Array, norm: Array, factor: float, k1: float) -> Array:
    """The scores of one term's postings, float32; `factor` is weight times idf."""
    tf = frequencies.astype(np.float32)
    scores = tf * np.float32(factor * (k1 + 1.0))
    tf += norm
    scores /= tf
    return scores


class SnapshotWeighting(WeightingModel):
    """The same scores for Whoosh's searcher over the same snapshot."""

    def __init__(self, snapshot: "Snapshot") -> None:
        self._snapshot = snapshot

    def idf(self, searcher: Any, fieldname: str, text: bytes | str) -> float:
        encoded = searcher.schema[fieldname].to_bytes(text)
        return idf(self._snapshot.documents_with(fieldname), self._snapshot.frequency(fieldname, encoded))

    def scorer(self, searcher: Any, fieldname: str, text: bytes | str, qf: float = 1) -> BaseScorer:
        ranking = self._snapshot.ranking
        weight = ranking.weights.get(fieldname, 1.0)
        if not searcher.schema[fieldname].scorable:
            return _FrequencyScorer(weight)
        base = self._snapshot.base_of(searcher.reader())
        factor = weight * self.idf(searcher, fieldname, text)
        return _Bm25Scorer(self._snapshot.norms(fieldname), base, factor, ranking.k1)


class _FrequencyScorer(BaseScorer):
    def __init__(self, weight: float) -> None:
        self._weight = weight

    def score(self, matcher: Any) -> float:
        return float(matcher.weight()) * self._weight

    def max_quality(self) -> float:
        return float("inf")


class _Bm25Scorer(BaseScorer):
    def __init__(self, norm: Array, base: int, factor: float, k1: float) -> None:
        self._norm, self._base, self._factor, self._k1 = norm, base, factor, k1

    def score(self, matcher: Any) -> float:
        tf = matcher.weight()
        return float(self._factor * tf * (self._k1 + 1.0) / (tf + self._norm[self._base + matcher.id()]))

    def max_quality(self) -> float:
        return self._factor * (self._k1 + 1.0)
