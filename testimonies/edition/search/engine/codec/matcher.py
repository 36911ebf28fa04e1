"""Whoosh's matcher over the posting arrays of one term."""

from typing import Any

import numpy as np
from whoosh.matching import Matcher, NullMatcher, ReadTooFar

from testimonies.edition.search.engine.container import Array
from testimonies.edition.search.engine.segment import FieldPostings


class ArrayMatcher(Matcher):
    """Walks one term's postings, document by document, for query classes only Whoosh can run."""

    def __init__(self, postings: FieldPostings, number: int, field: str, scorer: Any, boost: float) -> None:
        self._postings, self._number = postings, number
        self._first, last = postings.span(number)
        self._documents: Array = postings.documents[self._first : last].astype(np.int64)
        self._field, self._scorer, self._boost = field, scorer, boost
        self._at = 0
        self._offsets: Array | None = None

    def is_active(self) -> bool:
        return self._at < len(self._documents)

    def reset(self) -> None:
        self._at = 0

    def copy(self) -> "ArrayMatcher":
        other = ArrayMatcher(self._postings, self._number, self._field, self._scorer, self._boost)
        other._at = self._at
        return other

    def replace(self, minquality: float = 0) -> Matcher:
        return self if self.is_active() else NullMatcher()

    def term(self) -> tuple[str, bytes]:
        return self._field, self._postings.terms[self._number]

    def id(self) -> int:
        # Whoosh's AndNot asks once more after the end; its own matchers then answer with the last document.
        return int(self._documents[min(self._at, len(self._documents) - 1)])

    def all_ids(self) -> Any:
        return iter(self._documents.tolist())

    def next(self) -> bool:
        if not self.is_active():
            raise ReadTooFar
        self._at += 1
        return False

    def skip_to(self, id: int) -> bool:  # noqa: A002  (Whoosh's name)
        if not self.is_active():
            raise ReadTooFar
        self._at = max(self._at, int(np.searchsorted(self._documents, id)))
        return False

    def frequency(self) -> int:
        return int(self._postings.frequencies[self._first + self._at])

    def weight(self) -> float:
        return self.frequency() * self._boost

    def score(self) -> float:
        return float(self._scorer.score(self)) if self._scorer else self.weight()

    def max_quality(self) -> float:
        return float(self._scorer.max_quality()) if self._scorer else float("inf")

    def supports(self, astype: str) -> bool:
        return astype in ("frequency", "weight") or (astype == "positions" and self._postings.has_positions)

    def value(self) -> bytes:
        return b""

    def value_as(self, astype: str) -> Any:
        if astype == "positions":
            return self.positions().tolist()
        return self.frequency() if astype == "frequency" else self.weight()

    def positions(self) -> Array:
        """Where the term stands in the current document."""
        if self._offsets is None:
            first, last = self._postings.span(self._number)
            counts = self._postings.frequencies[first:last].astype(np.int64)
            self._offsets = int(self._postings.position_starts[self._number]) + np.cumsum(counts) - counts
        start = int(self._offsets[self._at])
        return self._postings.positions[start : start + self.frequency()]
