"""From a question to what finds it in a text."""

from __future__ import annotations

import fnmatch
import re
from functools import lru_cache

from testimonies.edition.search.analysis import ENGLISH, weak
from testimonies.edition.search.analysis.korean_words import INITIALS
from testimonies.edition.search.analysis.words import WORD, fold, is_hangul
from testimonies.edition.search.finder import Finder, Hit, Test
from testimonies.edition.search.language import Question, Stage, patterns
from testimonies.edition.search.language.distance import within
from testimonies.edition.search.language.leaves import completions, prefix_of
from testimonies.edition.search.language.nodes import Fuzzy, Leaf, Pattern, Phrase, Prefix, Widened, Wildcard, Word


def _test(leaf: Prefix | Wildcard | Fuzzy) -> tuple[Test, set[str]] | None:
    """What a term must pass, and the letters that stand in every word of such a term; None for a plain pattern."""
    words = WORD.findall(fold(leaf.text))
    if isinstance(leaf, Wildcard):
        glob = fold(leaf.text)
        return re.compile(fnmatch.translate(glob)).match, {glob.split("*")[0]}  # type: ignore[return-value]
    if isinstance(leaf, Prefix):
        start = prefix_of(words[-1])
        starts = (start, INITIALS.get(start, start))
        shorter = set(completions(start))
        return (lambda term: term.startswith(starts) or term in shorter), {*starts, *shorter}
    terms = ENGLISH.terms(leaf.text)
    if len(terms) > 1 or is_hangul(terms[0]):
        return None
    distance = min(leaf.distance, 1 if len(terms[0]) < 6 else 2)
    return (lambda term: term[0] == terms[0][0] and within(terms[0], term, distance) is not None), {terms[0][0]}


def _add_leaf(finder: Finder, leaf: Leaf, *, loose: bool) -> None:
    if isinstance(leaf, Word):
        finder.add(patterns.of_word(leaf.text))
        if loose:
            finder.add(patterns.of_parts(leaf.text))
    elif isinstance(leaf, Phrase):
        finder.add(patterns.of_phrase(leaf.text, leaf.slop))
    else:
        words = WORD.findall(fold(leaf.text))
        whole = isinstance(leaf, Prefix) and is_hangul(words[-1]) and len(words[-1]) > 1
        test = None if whole else _test(leaf)
        if test is None:
            finder.add((Pattern(tuple(ENGLISH.terms(leaf.text))),))
        else:
            finder.add_test(*test)


@lru_cache(maxsize=32)
def finder_for(question: Question, where: str = "text", stage: Stage = "all") -> Finder:
    """What the question looks for in the texts, the titles or the pseudonyms; at a later stage parts of words too."""
    finder = Finder()
    leaves = list(question.leaves())
    plain = [leaf for leaf in leaves if not isinstance(leaf, Widened)]
    only_weak = all(isinstance(leaf, Word) and weak.is_weak(leaf.text) for leaf in plain)
    for leaf in leaves:
        if isinstance(leaf, Widened):
            finder.add(leaf.others)
        elif leaf.field in ("", where) and (only_weak or not (isinstance(leaf, Word) and weak.is_weak(leaf.text))):
            _add_leaf(finder, leaf, loose=stage != "all")
            finder.parts += 1
    return finder


def find(text: str, question: Question, where: str = "text", stage: Stage = "all") -> list[Hit]:
    """Every place in ``text`` that the question matched, in order; overlaps are left in."""
    return finder_for(question, where, stage).hits(text)
