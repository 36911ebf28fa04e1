"""Query classes that look into the index: words, phrases, patterns, ranges."""

from types import SimpleNamespace

import numpy as np
from whoosh import query as q

from testimonies.edition.search.engine import arrays, postings
from testimonies.edition.search.engine.evaluator import Evaluator, Notice, boosted, constant
from testimonies.edition.search.engine.expand import Expansion, expand, union_documents
from testimonies.edition.search.engine.phrase import in_order
from testimonies.edition.search.engine.postings import NOTHING, Hits


def _word(evaluator: Evaluator, name: str, text: bytes, scored: bool) -> Hits:
    if scored:
        return postings.hits(evaluator.snapshot, name, text)
    return Hits(postings.documents(evaluator.snapshot, name, text), None)


def term(evaluator: Evaluator, query: q.Term, scored: bool) -> Hits:
    text = evaluator.bytes_of(query.fieldname, query.text)
    if text is None:
        return NOTHING
    found = _word(evaluator, query.fieldname, text, scored)
    if len(found):
        evaluator.note(query.fieldname, text)
    return boosted(found, query.boost)


def phrase(evaluator: Evaluator, query: q.Phrase, scored: bool) -> Hits:
    name, snapshot = query.fieldname, evaluator.snapshot
    words = [evaluator.bytes_of(name, word) for word in query.words if word is not None]
    if not words or None in words:
        return NOTHING
    texts = [word for word in words if word is not None]
    parts = [_word(evaluator, name, text, scored) for text in texts]
    if not all(map(len, parts)):
        return NOTHING
    found = arrays.meet(parts, snapshot.count)
    if len(found) and len(texts) > 1 and snapshot.schema[name].supports("positions"):
        found = arrays.keep(found, in_order(snapshot, name, texts, found.documents, query.slop))
    if len(found):
        evaluator.note(name, *texts)
    return boosted(found, query.boost)


def every(evaluator: Evaluator, query: q.Every, scored: bool) -> Hits:
    snapshot = evaluator.snapshot
    if query.fieldname is None:
        return constant(np.arange(snapshot.count), query.boost, scored)
    if query.fieldname in snapshot.schema and snapshot.schema[query.fieldname].scorable:
        return constant(np.flatnonzero(snapshot.lengths(query.fieldname)), query.boost, scored)
    mask = np.zeros(snapshot.count, dtype=bool)
    for segment, base in zip(snapshot.segments, snapshot.bases, strict=True):
        if query.fieldname in segment.fields:
            mask[base : base + segment.count][segment.fields[query.fieldname].documents] = True
    return constant(np.flatnonzero(mask), query.boost, scored)


def pattern(evaluator: Evaluator, query: q.MultiTerm, scored: bool) -> Hits:
    name, snapshot = query.fieldname, evaluator.snapshot
    if name not in snapshot.schema:
        return NOTHING
    if isinstance(query, q.Prefix | q.Wildcard) and query.text in ("", "*"):
        return every(evaluator, q.Every(name, boost=query.boost), scored)
    expansion = expand(snapshot, query, evaluator.limits.expansion)
    _tell(evaluator, query, expansion)
    if scored and not query.constantscore:
        parts = [postings.hits(snapshot, name, text) for text in expansion.terms]
        return boosted(arrays.join(parts, snapshot.count), query.boost)
    return constant(union_documents(snapshot, name, expansion), query.boost, scored)


def _tell(evaluator: Evaluator, query: q.MultiTerm, expansion: Expansion) -> None:
    if not isinstance(query, q.TermRange):
        evaluator.note(query.fieldname, *expansion.terms)
    if expansion.cut:
        text = str(getattr(query, "text", ""))
        evaluator.notices.append(Notice("cut", query.fieldname, text, len(expansion.terms)))


def numeric(evaluator: Evaluator, query: q.NumericRange, scored: bool) -> Hits:
    try:
        tiers = query._compile_query(SimpleNamespace(schema=evaluator.snapshot.schema))
    except Exception:  # noqa: BLE001
        # Whoosh raises bare exceptions for a field that is no number and for a bound the field cannot hold.
        return NOTHING
    return constant(evaluator.silently(tiers), query.boost, scored)


def nothing(evaluator: Evaluator, query: q.Query, scored: bool) -> Hits:
    return NOTHING
