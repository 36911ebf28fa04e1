"""Running a query tree with arrays. What a class means here is what Whoosh's own matcher of that class means, so that a
class this file does not know can be handed to Whoosh node by node and combined with the rest.

Beyond Whoosh: Or honours `minmatch`; a pattern scores its constant however many terms it stands for; Require requires;
DisjunctionMax compares scores of the same document only; a boost on a compound with one part counts.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import numpy as np
from whoosh import query as q

from . import arrays, foreign, postings
from .container import Array
from .errors import TooCostly
from .expand import Expansion, expand, union_documents
from .phrase import in_order
from .postings import NOTHING, Hits
from .snapshot import Snapshot
from .tree import Limits


@dataclass(frozen=True)
class Notice:
    """Something the reader should be told about the answer. `kind` is "cut": a pattern stood for too many words."""

    kind: str
    field: str
    text: str
    kept: int


@dataclass
class Evaluator:
    """One evaluation: collects the terms that can be highlighted and the notices while it goes."""

    snapshot: Snapshot
    limits: Limits
    matched: dict[str, set[bytes]] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)
    deadline: float = field(init=False)
    _silent: int = 0

    def __post_init__(self) -> None:
        self.deadline = time.monotonic() + self.limits.seconds

    def run(self, query: q.Query, scored: bool = True) -> Hits:
        """The documents that match (deleted ones included). Raises TooCostly."""
        if time.monotonic() > self.deadline:
            raise TooCostly("the query takes too long")
        method = _METHODS.get(type(query))
        if method is None:
            return foreign.hits(self.snapshot, query, self.deadline)
        return method(self, query, scored)

    def note(self, name: str, *texts: bytes) -> None:
        if not self._silent:
            self.matched.setdefault(name, set()).update(texts)

    def silently(self, query: q.Query) -> Array:
        """The documents of a query whose words are not what the reader looked for."""
        self._silent += 1
        try:
            return self.run(query, scored=False).documents
        finally:
            self._silent -= 1

    def everything(self) -> Array:
        return np.arange(self.snapshot.count)

    def term(self, query: q.Term, scored: bool) -> Hits:
        text = self.bytes_of(query.fieldname, query.text)
        if text is None:
            return NOTHING
        if not scored:
            found = Hits(postings.documents(self.snapshot, query.fieldname, text), None)
        else:
            found = _boosted(postings.hits(self.snapshot, query.fieldname, text), query.boost)
        if len(found):
            self.note(query.fieldname, text)
        return found

    def bytes_of(self, name: str, text: Any) -> bytes | None:
        if name not in self.snapshot.schema:
            return None
        try:
            encoded: bytes = self.snapshot.schema[name].to_bytes(text)
            return encoded
        except ValueError:
            return None

    def all_of(self, query: q.And, scored: bool) -> Hits:
        return _boosted(self._meet([self.run(part, scored) for part in query.subqueries]), query.boost)

    def _meet(self, parts: list[Hits]) -> Hits:
        return arrays.meet(parts, self.snapshot.count) if parts and all(map(len, parts)) else NOTHING

    def any_of(self, query: q.Or, scored: bool) -> Hits:
        if query.scale:
            return foreign.hits(self.snapshot, query, self.deadline)
        if query.minmatch > 1:
            parts = [self.run(part, scored) for part in query.subqueries]
        else:
            parts = list(self._flat(query, scored, 1.0))
        return _boosted(arrays.join(parts, self.snapshot.count, query.minmatch, scored), query.boost)

    def _flat(self, query: q.Or, scored: bool, boost: float) -> Iterator[Hits]:
        """The parts of an Or and of the Ors directly in it, so that all are joined once."""
        for part in query.subqueries:
            if type(part) is q.Or and part.minmatch <= 1 and not part.scale:
                yield from self._flat(part, scored, boost * part.boost)
            else:
                yield _boosted(self.run(part, scored), boost)

    def best_of(self, query: q.DisjunctionMax, scored: bool) -> Hits:
        parts = [self.run(part, scored) for part in query.subqueries]
        return _boosted(arrays.best(parts, self.snapshot.count, query.tiebreak), query.boost)

    def not_any(self, query: q.Not, scored: bool) -> Hits:
        left = np.ones(self.snapshot.count, dtype=bool)
        left[self.silently(query.query)] = False
        return _constant(np.flatnonzero(left), 1.0, scored)

    def and_not(self, query: q.AndNot, scored: bool) -> Hits:
        found = self.run(query.a, scored)
        return arrays.without(found, self.silently(query.b), self.snapshot.count) if len(found) else found

    def and_maybe(self, query: q.AndMaybe, scored: bool) -> Hits:
        found, extra = self.run(query.a, scored), self.run(query.b, scored)
        return arrays.add_where_met(found, extra, self.snapshot.count)

    def require(self, query: q.Require, scored: bool) -> Hits:
        found = self.run(query.a, scored)
        needed = self.run(query.b, False)
        return arrays.keep(found, arrays.member(found.documents, needed.documents, self.snapshot.count))

    def otherwise(self, query: q.Otherwise, scored: bool) -> Hits:
        found = self.run(query.a, scored)
        return found if len(found) else self.run(query.b, scored)

    def phrase(self, query: q.Phrase, scored: bool) -> Hits:
        name = query.fieldname
        words = [self.bytes_of(name, word) for word in query.words if word is not None]
        if not words or None in words:
            return NOTHING
        texts = [word for word in words if word is not None]
        found = self._meet([self._word(name, text, scored) for text in texts])
        if len(found) and len(texts) > 1 and self.snapshot.schema[name].supports("positions"):
            found = arrays.keep(found, in_order(self.snapshot, name, texts, found.documents, query.slop))
        if len(found):
            self.note(name, *texts)
        return _boosted(found, query.boost)

    def _word(self, name: str, text: bytes, scored: bool) -> Hits:
        if scored:
            return postings.hits(self.snapshot, name, text)
        return Hits(postings.documents(self.snapshot, name, text), None)

    def every(self, query: q.Every, scored: bool) -> Hits:
        if query.fieldname is None:
            return _constant(self.everything(), query.boost, scored)
        mask = np.zeros(self.snapshot.count, dtype=bool)
        for segment, base in zip(self.snapshot.segments, self.snapshot.bases, strict=True):
            if query.fieldname in segment.fields:
                mask[base : base + segment.count][segment.fields[query.fieldname].documents] = True
        return _constant(np.flatnonzero(mask), query.boost, scored)

    def constant(self, query: q.ConstantScoreQuery, scored: bool) -> Hits:
        return _constant(self.run(query.child, False).documents, query.score, scored)

    def pattern(self, query: q.MultiTerm, scored: bool) -> Hits:
        if query.fieldname not in self.snapshot.schema:
            return NOTHING
        if getattr(query, "text", None) in ("", "*") and isinstance(query, q.Prefix | q.Wildcard):
            return self.every(q.Every(query.fieldname, boost=query.boost), scored)
        expansion = expand(self.snapshot, query, self.limits.expansion)
        self._tell(query, expansion)
        if scored and not query.constantscore:
            parts = [postings.hits(self.snapshot, query.fieldname, text) for text in expansion.terms]
            return _boosted(arrays.join(parts, self.snapshot.count), query.boost)
        return _constant(union_documents(self.snapshot, query.fieldname, expansion), query.boost, scored)

    def _tell(self, query: q.MultiTerm, expansion: Expansion) -> None:
        if not isinstance(query, q.TermRange):
            self.note(query.fieldname, *expansion.terms)
        if expansion.cut:
            text = getattr(query, "text", "")
            self.notices.append(Notice("cut", query.fieldname, str(text), len(expansion.terms)))

    def numeric(self, query: q.NumericRange, scored: bool) -> Hits:
        try:
            tiers = query._compile_query(SimpleNamespace(schema=self.snapshot.schema))
        except Exception:
            return NOTHING
        return _constant(self.silently(tiers), query.boost, scored)

    def nothing(self, query: q.Query, scored: bool) -> Hits:
        return NOTHING


def _boosted(hits: Hits, boost: float) -> Hits:
    if boost == 1.0 or hits.scores is None:
        return hits
    return Hits(hits.documents, hits.scores * np.float32(boost))


def _constant(documents: Array, score: float, scored: bool) -> Hits:
    return Hits(documents, np.full(len(documents), score, dtype=np.float32) if scored else None)


_METHODS: dict[type, Callable[[Evaluator, Any, bool], Hits]] = {
    q.Term: Evaluator.term,
    q.And: Evaluator.all_of,
    q.Or: Evaluator.any_of,
    q.DisjunctionMax: Evaluator.best_of,
    q.Not: Evaluator.not_any,
    q.AndNot: Evaluator.and_not,
    q.AndMaybe: Evaluator.and_maybe,
    q.Require: Evaluator.require,
    q.Otherwise: Evaluator.otherwise,
    q.Phrase: Evaluator.phrase,
    q.Every: Evaluator.every,
    q.ConstantScoreQuery: Evaluator.constant,
    q.Prefix: Evaluator.pattern,
    q.Wildcard: Evaluator.pattern,
    q.FuzzyTerm: Evaluator.pattern,
    q.TermRange: Evaluator.pattern,
    q.NumericRange: Evaluator.numeric,
    q.DateRange: Evaluator.numeric,
    type(q.NullQuery): Evaluator.nothing,
}
