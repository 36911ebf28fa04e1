"""Query classes that combine others."""

from collections.abc import Iterator

import numpy as np
from whoosh import query as q

from testimonies.edition.search.engine import arrays
from testimonies.edition.search.engine.evaluator import Evaluator, boosted, constant
from testimonies.edition.search.engine.postings import NOTHING, Hits


def all_of(evaluator: Evaluator, query: q.And, scored: bool) -> Hits:
    parts = [evaluator.run(part, scored) for part in query.subqueries]
    if not parts or not all(map(len, parts)):
        return NOTHING
    return boosted(arrays.meet(parts, evaluator.snapshot.count), query.boost)


def any_of(evaluator: Evaluator, query: q.Or, scored: bool) -> Hits:
    if query.scale:
        return evaluator.foreign(query)
    if query.minmatch > 1:
        parts = [evaluator.run(part, scored) for part in query.subqueries]
    else:
        parts = list(_flat(evaluator, query, scored, 1.0))
    return boosted(arrays.join(parts, evaluator.snapshot.count, query.minmatch, scored), query.boost)


def _flat(evaluator: Evaluator, query: q.Or, scored: bool, boost: float) -> Iterator[Hits]:
    """The parts of an Or and of the Ors directly in it, so that all are joined once."""
    for part in query.subqueries:
        if type(part) is q.Or and part.minmatch <= 1 and not part.scale:
            yield from _flat(evaluator, part, scored, boost * part.boost)
        else:
            yield boosted(evaluator.run(part, scored), boost)


def best_of(evaluator: Evaluator, query: q.DisjunctionMax, scored: bool) -> Hits:
    parts = [evaluator.run(part, scored) for part in query.subqueries]
    if scored:
        return boosted(arrays.best(parts, evaluator.snapshot.count, query.tiebreak), query.boost)
    return arrays.join(parts, evaluator.snapshot.count, scored=False)


def not_any(evaluator: Evaluator, query: q.Not, scored: bool) -> Hits:
    left = np.ones(evaluator.snapshot.count, dtype=bool)
    left[evaluator.silently(query.query)] = False
    return constant(np.flatnonzero(left), 1.0, scored)


def and_not(evaluator: Evaluator, query: q.AndNot, scored: bool) -> Hits:
    found = evaluator.run(query.a, scored)
    if not len(found):
        return found
    return arrays.without(found, evaluator.silently(query.b), evaluator.snapshot.count)


def and_maybe(evaluator: Evaluator, query: q.AndMaybe, scored: bool) -> Hits:
    found, extra = evaluator.run(query.a, scored), evaluator.run(query.b, scored)
    return arrays.add_where_met(found, extra, evaluator.snapshot.count)


def require(evaluator: Evaluator, query: q.Require, scored: bool) -> Hits:
    found, needed = evaluator.run(query.a, scored), evaluator.run(query.b, False)
    return arrays.keep(found, arrays.member(found.documents, needed.documents, evaluator.snapshot.count))


def otherwise(evaluator: Evaluator, query: q.Otherwise, scored: bool) -> Hits:
    found = evaluator.run(query.a, scored)
    return found if len(found) else evaluator.run(query.b, scored)


def constant_score(evaluator: Evaluator, query: q.ConstantScoreQuery, scored: bool) -> Hits:
    return constant(evaluator.run(query.child, False).documents, query.score, scored)
