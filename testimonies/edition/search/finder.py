"""What a question can match in a text, and where it does: the same patterns as in the query, over the text's terms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from testimonies.edition.search.analysis import Span
from testimonies.edition.search.analysis.analyser import spans_of, terms_of
from testimonies.edition.search.analysis.english import odd_forms
from testimonies.edition.search.analysis.words import WORD, fold_with_offsets
from testimonies.edition.search.language.nodes import Pattern

# Words whose terms may begin with other letters than they do: not plain ASCII, or with a sign inside, as in U.S.S.R.
_ODD = re.compile(r"[^\x00-\x7f]|[^\W_]['.,][^\W_]")
# Beyond so many words it is quicker to read the whole text than the neighbourhood of each match.
_FAR = 12

Test = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of text that matched, and which of the question's parts it matched."""

    start: int
    end: int
    part: int


@dataclass
class Finder:
    """Everything a question can match in one place of an account (``text``, ``title`` or ``pseudonym``).

    ``beginnings`` are letters that stand in the words with which something wanted begins: they tell quickly where in a
    text there is anything to analyse. ``reach`` is over how many terms the longest pattern can spread.
    """

    rows: dict[str, list[tuple[Pattern, int]]] = field(default_factory=dict)
    tests: list[tuple[Test, int]] = field(default_factory=list)
    parts: int = 0
    beginnings: set[str] = field(default_factory=set)
    reach: int = 1
    _passed: dict[str, frozenset[int]] = field(default_factory=dict)

    def add(self, found: Iterable[Pattern]) -> None:
        """Patterns of the part that is being added."""
        for pattern in found:
            first = pattern.terms[0]
            self.rows.setdefault(first, []).append((pattern, self.parts))
            self.beginnings.update((first[: max(len(first) - 1, 2)], *odd_forms().get(first, ())))
            self.reach = max(self.reach, 1 + pattern.slop * (len(pattern.terms) - 1))

    def add_test(self, test: Test, beginnings: Iterable[str]) -> None:
        """A test of the part that is being added; ``beginnings`` as above."""
        self.tests.append((test, self.parts))
        self.beginnings.update(beginnings)
        self.beginnings.update(word for term, words in odd_forms().items() if test(term) for word in words)

    def passed(self, term: str) -> frozenset[int]:
        """The parts whose test the term passes. Each term is tested once."""
        known = self._passed.get(term)
        if known is None:
            known = self._passed[term] = frozenset(part for test, part in self.tests if test(term))
        return known

    def parts_of(self, words: Iterable[str]) -> set[int]:
        """The parts of the question of which these folded words hold at least the beginning."""
        terms = {term for word in words for term in terms_of(word)}
        found = {part for term in terms & self.rows.keys() for _, part in self.rows[term]}
        return found.union(*map(self.passed, terms)) if self.tests else found

    def parts_in(self, folded: str, *, odd: bool = False) -> set[int]:
        """The same of a folded text, looking only at words that hold a beginning, and with `odd` at odd ones too."""
        near = " ".join([folded[start:end] for start, end in self._pieces(folded, odd=odd)])
        return self.parts_of(WORD.findall(near)) if near else set()

    def _pieces(self, folded: str, *, odd: bool) -> Iterator[tuple[int, int]]:
        """Where the text between two spaces holds a beginning, or is spelled in a way that may hide one."""
        for beginning in self.beginnings:
            at = folded.find(beginning)
            while at >= 0:
                start, end = _around(folded, at)
                yield start, end
                at = folded.find(beginning, end)
        found = _ODD.search(folded) if odd else None
        while found:
            start, end = _around(folded, found.start())
            yield start, end
            found = _ODD.search(folded, end)

    def hits(self, text: str) -> list[Hit]:
        """Every match in order of its start; overlaps are left in."""
        folded, origin = fold_with_offsets(text)
        words: dict[int, str] = {}
        if self.reach > _FAR:
            words = {match.start(): match.group() for match in WORD.finditer(folded)}
        else:
            for start, end in self._pieces(folded, odd=True):
                words.update(_words(folded, start, end, self.reach))
        # No pattern that begins in one of these reaches over a word that is left out.
        return self._hits([span for at in sorted(words) for span in spans_of((words[at], at), origin)])

    def _hits(self, spans: Sequence[Span]) -> list[Hit]:
        terms = [span[0] for span in spans]
        found: dict[tuple[int, int, int], None] = {}
        for at, term in enumerate(terms):
            for part in self.passed(term) if self.tests else ():
                found[spans[at][1], spans[at][2], part] = None
            for pattern, part in self.rows.get(term, ()):
                for start, end in _row(spans, terms, at, pattern):
                    found[start, end, part] = None
        return [Hit(*hit) for hit in sorted(found)]


def _around(folded: str, at: int) -> tuple[int, int]:
    """From the space before to the space after."""
    end = folded.find(" ", at)
    return folded.rfind(" ", 0, at) + 1, len(folded) if end < 0 else end


def _words(folded: str, start: int, end: int, reach: int) -> Iterator[tuple[int, str]]:
    """The words of a stretch by where they begin, and those after it over which a pattern can spread."""
    for match in WORD.finditer(folded, start):
        if match.start() >= end:
            reach -= 1
            if reach <= 0:
                return
        yield match.start(), match.group()


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
