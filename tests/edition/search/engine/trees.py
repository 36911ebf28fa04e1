"""Random query trees, and the same trees as Whoosh's own searcher has to be given them.

Whoosh 2.7.4 does not do what some of its classes promise: Require excludes, AndNot lets the first document through,
AndMaybe forgets its second part after a skip, DisjunctionMax compares scores of unlike documents, and a pattern
scores a constant or not depending on how many terms it stands for. `settled` puts the documented meaning in their
place; the terms of a pattern are still found, and every document still matched and scored, by Whoosh.
"""

import random
from typing import Any

from whoosh import matching
from whoosh import query as q
from whoosh.matching.binary import AndMaybeMatcher, AndNotMatcher, UnionMatcher

from tests.edition.search.engine.schemas import TAGS, VALUES, WORDS

FIELDS = ("title", "body")


def leaf(rng: random.Random) -> q.Query:
    """A query without others in it, of any kind the engine runs."""
    field, word, boost = rng.choice(FIELDS), rng.choice(WORDS), rng.choice((1.0, 1.0, 2.0, 0.5))
    low, high = sorted(rng.sample(WORDS, 2))
    first, last = sorted(rng.sample(range(1985, 2030), 2))
    years = rng.choice((first, None)), rng.choice((last, None))
    globs = ("*" + word[1:], word[0] + "*" + word[-1], "?" + word[1:], "*o?*", "w[oi]*")
    edits, shared = rng.randint(1, 2), rng.randint(0, 1)
    phrase, slop = rng.choices(WORDS, k=rng.randint(2, 3)), rng.choice((1, 1, 3, 8))
    open_low, open_high = rng.random() < 0.5, rng.random() < 0.5
    kinds = (
        *[q.Term(field, word, boost=boost)] * 4,
        q.Phrase(field, phrase, slop=slop, boost=boost),
        q.Prefix(field, word[: rng.randint(1, 3)], boost=boost),
        q.Wildcard(field, rng.choice(globs)),
        q.FuzzyTerm(field, word[:-1] + "x", maxdist=edits, prefixlength=shared, boost=boost),
        q.TermRange(field, low, high, open_low, open_high, boost=boost),
        q.NumericRange("year", *years, open_low, boost=boost),
        q.Every(rng.choice((None, "title", "tags")), boost=boost),
        q.Term("tags", rng.choice(TAGS), boost=boost),
        q.Term("sector", rng.choice((*VALUES, "absent")), boost=boost),
    )
    return rng.choice(kinds)


def tree(rng: random.Random, depth: int = 3) -> q.Query:
    if not depth or rng.random() < 0.25:
        return leaf(rng)

    def below() -> q.Query:
        return tree(rng, depth - 1)

    several = [below() for _ in range(rng.randint(2, 4))]
    boost = rng.choice((1.0, 1.0, 3.0))
    return rng.choice(
        (
            lambda: q.And(several, boost=boost),
            lambda: q.Or(several, boost=boost),
            lambda: q.And([*several[:1], q.Not(below())]),
            lambda: q.DisjunctionMax(several, boost=boost),
            lambda: q.Not(below()),
            lambda: q.AndNot(below(), below()),
            lambda: q.AndMaybe(below(), below()),
            lambda: q.Require(below(), below()),
            lambda: q.Otherwise(q.Term("body", rng.choice((*WORDS, "absent"))), below()),
            lambda: q.ConstantScoreQuery(below(), 2.5),
            lambda: q.Sequence([q.Term("body", rng.choice(WORDS)), q.Term("body", rng.choice(WORDS))], slop=4),
        )
    )()


class Constant(q.Query):
    """A pattern that scores its boost: the documents of the terms Whoosh itself finds for it."""

    def __init__(self, pattern: Any) -> None:
        self.pattern, self.boost = pattern, pattern.boost

    def estimate_size(self, ixreader: Any) -> int:
        return int(ixreader.doc_count_all())

    def matcher(self, searcher: Any, context: Any = None) -> matching.Matcher:
        documents: set[int] = set()
        for text in self.pattern._btexts(searcher.reader()):
            documents.update(searcher.postings(self.pattern.fieldname, text).all_ids())
        return matching.ListMatcher(sorted(documents), all_weights=self.boost)


class Required(q.Require):
    def matcher(self, searcher: Any, context: Any = None) -> matching.Matcher:
        return matching.RequireMatcher(self.a.matcher(searcher, context), self.b.matcher(searcher, context))


class _Without(AndNotMatcher):
    def _find_first(self) -> None:
        self._find_next()

    def _find_next(self) -> bool:
        return bool(self.a.is_active() and self.b.is_active() and super()._find_next())


class Without(q.AndNot):
    def matcher(self, searcher: Any, context: Any = None) -> matching.Matcher:
        return _Without(self.a.matcher(searcher, context), self.b.matcher(searcher, searcher.boolean_context()))


class _Maybe(AndMaybeMatcher):
    def skip_to(self, id: int) -> bool:  # noqa: A002  (Whoosh's name)
        self.a.skip_to(id)
        if self.a.is_active() and self.b.is_active():
            self.b.skip_to(self.a.id())
        return False


class Maybe(q.AndMaybe):
    matcherclass = _Maybe


class _Best(UnionMatcher):
    def score(self) -> float:
        scores = [one.score() for one in (self.a, self.b) if one.is_active() and one.id() == self.id()]
        return float(max(scores))


class Best(q.DisjunctionMax):
    def _matcher(self, subs: Any, searcher: Any, context: Any) -> matching.Matcher:
        return self._tree_matcher(subs, _Best, searcher, context, None)


def settled(query: q.Query) -> q.Query:
    """The tree with the documented meaning in the place of Whoosh's slips."""
    if isinstance(query, q.Prefix | q.Wildcard | q.FuzzyTerm | q.TermRange):
        return Constant(query)
    if isinstance(query, q.Require):
        return Required(settled(query.a), settled(query.b))
    if isinstance(query, q.AndNot):
        return Without(settled(query.a), settled(query.b))
    if isinstance(query, q.AndMaybe):
        return Maybe(settled(query.a), settled(query.b))
    if isinstance(query, q.DisjunctionMax):
        return Best([settled(part) for part in query.subqueries], boost=query.boost)
    if isinstance(query, q.Sequence):
        return query
    return query.apply(settled)
