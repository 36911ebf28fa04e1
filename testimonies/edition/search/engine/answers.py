"""What a search gives back, and the order it stands in."""

from dataclasses import dataclass, field

import numpy as np

from . import order
from .columns import default_number
from .container import Array
from .evaluator import Notice
from .postings import Hits
from .snapshot import Snapshot

RELEVANCE = "relevance"
Sort = str | tuple[str, bool]


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


@dataclass
class Answer:
    """One query's hits, kept so that another page or facet costs next to nothing."""

    hits: Hits
    notices: list[Notice]
    matched: dict[str, list[str]]
    facets: dict[str, list[tuple[str, int]]] = field(default_factory=dict)

    @property
    def nbytes(self) -> int:
        return self.hits.documents.nbytes * 2 + 4096


def places(snapshot: Snapshot, hits: Hits, sort: Sort, offset: int, limit: int) -> Array:
    """Which hits (by their place among the hits) stand on the page, in order."""

    def codes(places: Array) -> Array:
        return snapshot.code_order(hits.documents[places])

    if isinstance(sort, str):
        keys = hits.scores if hits.scores is not None else np.zeros(len(hits), np.float32)
        return order.page(keys, codes, offset, limit)
    name, descending = sort
    numbers = snapshot.numbers(name)
    if numbers is None:
        values = snapshot.ranks(name).astype(np.float64)
        missing = snapshot.strings(name) == b""
    else:
        missing = numbers == default_number(snapshot.schema[name].column_type)
        values = numbers.astype(np.float64)
    keys = values if descending else -values
    return order.page(np.where(missing, -np.inf, keys)[hits.documents], codes, offset, limit)
