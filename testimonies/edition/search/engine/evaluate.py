"""Which function runs which of Whoosh's query classes.

What a class means here is what Whoosh's own matcher of that class means, so that a class not listed can be handed to
Whoosh node by node and combined with the rest. Where Whoosh 2.7.4 does not do what it documents, the documentation
counts: Require requires; AndNot also leaves out the first document; DisjunctionMax compares scores of the same document
only; a pattern scores its constant however many terms it stands for; a boost on a compound with one part counts. Beyond
Whoosh, Or honours `minmatch`.
"""

from collections.abc import Mapping

from whoosh import query as q

from testimonies.edition.search.engine import compounds, leaves
from testimonies.edition.search.engine.evaluator import Evaluator, Method
from testimonies.edition.search.engine.snapshot import Snapshot
from testimonies.edition.search.engine.tree import Limits

METHODS: Mapping[type, Method] = {
    q.Term: leaves.term,
    q.Phrase: leaves.phrase,
    q.Every: leaves.every,
    q.Prefix: leaves.pattern,
    q.Wildcard: leaves.pattern,
    q.FuzzyTerm: leaves.pattern,
    q.TermRange: leaves.pattern,
    q.NumericRange: leaves.numeric,
    q.DateRange: leaves.numeric,
    type(q.NullQuery): leaves.nothing,
    q.And: compounds.all_of,
    q.Or: compounds.any_of,
    q.DisjunctionMax: compounds.best_of,
    q.Not: compounds.not_any,
    q.AndNot: compounds.and_not,
    q.AndMaybe: compounds.and_maybe,
    q.Require: compounds.require,
    q.Otherwise: compounds.otherwise,
    q.ConstantScoreQuery: compounds.constant_score,
}


def evaluator(snapshot: Snapshot, limits: Limits) -> Evaluator:
    """A fresh evaluation over the snapshot; its clock starts now."""
    return Evaluator(snapshot, limits, METHODS)
