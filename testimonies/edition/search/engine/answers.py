"""What a search gives back, and the order it stands in."""

from dataclasses import dataclass, field

import numpy as np

from testimonies.edition.search.engine import order
from testimonies.edition.search.engine.columns import default_number
from testimonies.edition.search.engine.container import Array
from testimonies.edition.search.engine.evaluator import Notice
from testimonies.edition.search.engine.postings import Hits
from testimonies.edition.search.engine.snapshot import Snapshot

RELEVANCE = "relevance"
Sort = str | tuple[str, bool]
_EXACT = 2**53


@dataclass(frozen=True)
class Page:
    """A page of an answer. `count` and `facets` are over all hits, the rest over the page."""

    count: int
    codes: list[str]
    scores: list[float]
    facets: dict[str, list[tuple[str, int]]]
    notices: list[Notice]
    matched_terms: dict[str, list[str]]
    generation: int
    hashes: list[str]


@dataclass
class Answer:
    """One query's hits, kept so that another page or facet costs next to nothing."""

    hits: Hits
    notices: list[Notice]
    matched: dict[str, list[str]]
    facets: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    orders: dict[Sort, Array] = field(default_factory=dict)

    @property
    def nbytes(self) -> int:
        """Documents, scores and one order of all hits."""
        return self.hits.documents.nbytes * 3 + 4096


def places(snapshot: Snapshot, answer: Answer, sort: Sort, offset: int, limit: int) -> Array:
    """Which hits (by their place among the hits) stand on the page, in order."""
    documents = answer.hits.documents
    if offset >= len(documents) or limit <= 0:
        return np.empty(0, np.intp)

    def codes(among: Array) -> Array:
        return snapshot.code_order(documents[among])

    if offset + limit <= order.NEAR:
        return order.top(_keys(snapshot, answer.hits, sort), codes, offset + limit)[offset:]
    if sort not in answer.orders:
        answer.orders[sort] = order.whole(_keys(snapshot, answer.hits, sort), codes)
    return answer.orders[sort][offset : offset + limit]


def _keys(snapshot: Snapshot, hits: Hits, sort: Sort) -> Array:
    """A number per hit, higher first."""
    if isinstance(sort, str):
        return hits.scores if hits.scores is not None else np.zeros(len(hits), np.float32)
    name, descending = sort
    numbers = snapshot.numbers(name)
    if numbers is None:
        values, missing = snapshot.ranks(name), snapshot.strings(name) == b""
    else:
        missing = numbers == default_number(snapshot.schema[name].column_type)
        exact = int(numbers[~missing].max(initial=0)) <= _EXACT
        values = numbers if exact else np.unique(numbers, return_inverse=True)[1]
    signed = values.astype(np.float64) if descending else -values.astype(np.float64)
    return np.where(missing, -np.inf, signed)[hits.documents]
