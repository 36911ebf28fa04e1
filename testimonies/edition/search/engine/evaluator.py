"""One evaluation of one query tree: the state that all its nodes share."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from whoosh.query import Query

from testimonies.edition.search.engine import foreign
from testimonies.edition.search.engine.container import Array
from testimonies.edition.search.engine.errors import TooCostly
from testimonies.edition.search.engine.postings import Hits
from testimonies.edition.search.engine.snapshot import Snapshot
from testimonies.edition.search.engine.tree import Limits


@dataclass(frozen=True)
class Notice:
    """Something the reader should be told about the answer. `kind` is "cut": a pattern stood for too many words."""

    kind: str
    field: str
    text: str
    kept: int


@dataclass
class Evaluator:
    """Runs nodes by the method of their class, and collects the words that matched and the notices while it goes."""

    snapshot: Snapshot
    limits: Limits
    methods: Mapping[type, "Method"]
    matched: dict[str, set[bytes]] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)
    deadline: float = field(init=False)
    _silent: int = 0
    _earliest: float = field(init=False)

    def __post_init__(self) -> None:
        self.deadline = time.thread_time() + self.limits.seconds
        self._earliest = time.perf_counter() + self.limits.seconds

    def run(self, query: Query, scored: bool = True) -> Hits:
        """The documents that match (deleted ones included). Raises TooCostly."""
        self.look_at_the_clock()
        method = self.methods.get(type(query))
        return self.foreign(query) if method is None else method(self, query, scored)

    def look_at_the_clock(self) -> None:
        """To be called where work may be long. Raises TooCostly."""
        # A thread cannot have used more of the processor than time has passed; that clock costs next to nothing.
        if time.perf_counter() > self._earliest and time.thread_time() > self.deadline:
            raise TooCostly("the query takes too long")

    def foreign(self, query: Query) -> Hits:
        """The same by Whoosh's own matcher."""
        return foreign.hits(self.snapshot, query, self.deadline)

    def silently(self, query: Query) -> Array:
        """The documents of a query whose words are not what the reader looked for."""
        self._silent += 1
        try:
            return self.run(query, scored=False).documents
        finally:
            self._silent -= 1

    def note(self, name: str, *texts: bytes) -> None:
        """Remembers terms that matched."""
        if not self._silent:
            self.matched.setdefault(name, set()).update(texts)

    def bytes_of(self, name: str, text: Any) -> bytes | None:
        """The term as the index holds it, None where the field or the text cannot be."""
        if name not in self.snapshot.schema:
            return None
        try:
            encoded: bytes = self.snapshot.schema[name].to_bytes(text)
        except ValueError:
            return None
        return encoded


Method = Callable[[Evaluator, Any, bool], Hits]


def boosted(hits: Hits, boost: float) -> Hits:
    """The same hits, scores times `boost`."""
    if boost == 1.0 or hits.scores is None:
        return hits
    return Hits(hits.documents, hits.scores * np.float32(boost))


def constant(documents: Array, score: float, scored: bool) -> Hits:
    """Every document with the same score."""
    return Hits(documents, np.full(len(documents), score, dtype=np.float32) if scored else None)
