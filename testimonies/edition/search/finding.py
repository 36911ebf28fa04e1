"""Where in a text a question matched: the same patterns as in the query, over the text's own terms."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from testimonies.edition.search.analysis import BY_LANGUAGE, ENGLISH, Analyser, Span, weak
from testimonies.edition.search.analysis.korean_words import INITIALS
from testimonies.edition.search.analysis.words import WORD, fold, is_hangul
from testimonies.edition.search.language import Question, Stage, patterns
from testimonies.edition.search.language.distance import within
from testimonies.edition.search.language.leaves import completions, prefix_of
from testimonies.edition.search.language.nodes import Fuzzy, Leaf, Pattern, Phrase, Prefix, Widened, Wildcard, Word

Test = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of text that matched, and which of the question's parts it matched."""

    start: int
    end: int
    part: int


@dataclass
class Finder:
    """Everything a question can match in one place of an account (``text``, ``title`` or ``pseudonym``)."""

    rows: dict[str, list[tuple[Pattern, int]]] = field(default_factory=dict)
    tests: list[tuple[Test, int]] = field(default_factory=list)
    parts: int = 0
    beginnings: set[str] = field(default_factory=set)

    def add(self, found: Iterable[Pattern]) -> None:
        for pattern in found:
            first = pattern.terms[0]
            self.rows.setdefault(first, []).append((pattern, self.parts))
            self.beginnings.add(first[: max(len(first) - 1, 2)])

    def wanted(self, terms: Iterable[str]) -> set[str]:
        """Which of the terms begin something that matches, if the rest follows."""
        distinct = set(terms)
        found = distinct & self.rows.keys()
        for test, _ in self.tests:
            found.update(term for term in distinct if test(term))
        return found

    def parts_begun(self, terms: Iterable[str]) -> set[int]:
        """The parts of the question of which the terms hold at least the beginning."""
        distinct = set(terms)
        found = {part for term in distinct & self.rows.keys() for _, part in self.rows[term]}
        return found | {part for test, part in self.tests if any(map(test, distinct))}

    def may_stand_in(self, text: str) -> bool:
        """Whether the letters that begin something wanted occur at all: quick, and blind to irregular forms."""
        return bool(self.tests) or any(map(fold(text).__contains__, self.beginnings))

    def hits(self, spans: Sequence[Span]) -> list[Hit]:
        """Every match in order of its start."""
        terms = [span[0] for span in spans]
        begins = self.wanted(terms)
        found: dict[tuple[int, int, int], None] = {}
        for at, term in enumerate(terms):
            if term not in begins:
                continue
            for test, part in self.tests:
                if test(term):
                    found[spans[at][1], spans[at][2], part] = None
            for pattern, part in self.rows.get(term, ()):
                for start, end in _row(spans, terms, at, pattern):
                    found[start, end, part] = None
        return [Hit(*hit) for hit in sorted(found)]


def _row(spans: Sequence[Span], terms: list[str], at: int, pattern: Pattern) -> list[tuple[int, int]]:
    """The stretches of a pattern that begins here: one for a row side by side, one a term for a loose one."""
    places = [at]
    for term in pattern.terms[1:]:
        for place in range(places[-1] + 1, min(places[-1] + pattern.slop, len(terms) - 1) + 1):
            if terms[place] == term:
                places.append(place)
                break
        else:
            return []
    if pattern.slop == 1:
        return [(spans[at][1], spans[places[-1]][2])]
    return [(spans[place][1], spans[place][2]) for place in places]


def _test(leaf: Prefix | Wildcard | Fuzzy) -> Test | None:
    words = WORD.findall(fold(leaf.text))
    if isinstance(leaf, Wildcard):
        return re.compile(fnmatch.translate(fold(leaf.text))).match  # type: ignore[return-value]
    if isinstance(leaf, Prefix):
        start = prefix_of(words[-1])
        starts = (start, INITIALS.get(start, start))
        shorter = set(completions(start))
        return lambda term: term.startswith(starts) or term in shorter
    terms = ENGLISH.terms(leaf.text)
    if len(terms) > 1 or is_hangul(terms[0]):
        return None
    distance = min(leaf.distance, 1 if len(terms[0]) < 6 else 2)
    return lambda term: term[0] == terms[0][0] and within(terms[0], term, distance) is not None


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
            finder.tests.append((test, finder.parts))


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


def analyser_for(language: str) -> Analyser:
    return BY_LANGUAGE.get(language, ENGLISH)


def find(text: str, question: Question, language: str, where: str = "text", stage: Stage = "all") -> list[Hit]:
    """Every place in ``text`` that the question matched, in order; overlaps are left in."""
    finder = finder_for(question, where, stage)
    analyser = analyser_for(language)
    if not finder.wanted(analyser.terms(text)):
        return []
    return finder.hits(analyser.spans(text))
