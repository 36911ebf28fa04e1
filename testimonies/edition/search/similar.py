"""Accounts like this one: by its most telling words and by the tags they share."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from whoosh import query as q

from testimonies.edition.search.analysis import BY_LANGUAGE, weak
from testimonies.edition.search.lexicon import Lexicon

# Words of an account that are compared, and what one shared tag counts beside them.
WORDS = 30
TAG_WEIGHT = 3.0
# A word must be held by this many accounts to say that two are alike.
ACCOUNTS = 2


def telling_words(
    text: str, language: str, lexicon: Lexicon, total: int, count: int = WORDS
) -> list[tuple[str, float]]:
    """The terms that set a text apart, with weights adding up to ``count``: often here, seldom elsewhere.

    ``total`` is how many accounts there are.
    """
    field = f"text_{language}"
    weights: dict[str, float] = {}
    for term, here in Counter(BY_LANGUAGE[language].terms(text)).items():
        if term in weak.WEAK_TERMS or (term.isascii() and len(term) < 3):
            continue
        held = lexicon.doc_frequency(field, term)
        if held >= ACCOUNTS:
            weights[term] = (1 + math.log(here)) * math.log(1 + total / held)
    best = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:count]
    sum_of = sum(weight for _, weight in best) or 1.0
    return [(term, weight * len(best) / sum_of) for term, weight in best]


def similar(
    texts: Mapping[str, str], tags: Mapping[str, Sequence[str]], lexicon: Lexicon, total: int, code: str = ""
) -> q.Query:
    """The query for accounts like one with these texts (by language) and tags (by facet field), without itself.

    One that shares a third of the telling words, or a tag, is found; the most alike come first.
    """
    words: list[q.Query] = []
    for language, text in texts.items():
        for term, weight in telling_words(text, language, lexicon, total):
            words.append(q.Term(f"text_{language}", term, boost=weight))
    shared = [
        q.ConstantScoreQuery(q.Term(field, value), TAG_WEIGHT) for field, values in tags.items() for value in values
    ]
    alike: list[q.Query] = []
    if words:
        alike.append(q.Or(words, minmatch=max(1, len(words) // 10)))
    if shared:
        alike.append(q.Or(shared))
    if not alike:
        return q.NullQuery
    tree = alike[0] if len(alike) == 1 else q.Or(alike)
    return q.AndNot(tree, q.Term("code", code)) if code else tree
