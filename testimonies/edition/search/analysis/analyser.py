"""From running text to the terms of the index: one analyser a language, one path for index, query and highlighting.

Words are analysed by their script wherever they stand, so that a Korean word in an English account is found like any
other. The position of a term is its place in the list, plus a gap for each paragraph before: no phrase is found across
two paragraphs, where none would be marked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import repeat

from whoosh.analysis import Token
from whoosh.analysis.acore import Composable

from testimonies.edition.search.analysis import english, korean, russian
from testimonies.edition.search.analysis.words import (
    WORD,
    fold,
    fold_with_offsets,
    is_cyrillic,
    is_hangul,
    is_latin,
    without_accents,
)

# Distinct words remembered with their terms; a word takes about 250 bytes.
REMEMBERED = 200_000
PARAGRAPH = "\n\n"
# Wider than the widest proximity a query can ask for.
GAP = 64

Span = tuple[str, int, int]
# A folded word, and where it starts in the folded text.
Place = tuple[str, int]


def grams_of(word: str) -> list[Span]:
    """The terms of one folded word with their places in it; never empty."""
    if is_hangul(word):
        return korean.grams(word)
    return [(term_of(word), 0, len(word))]


def term_of(word: str) -> str:
    """The one term of a folded word that is not hangul."""
    if is_latin(word):
        word = word.replace(".", "")
        return english.stem(without_accents(word)) or word
    if is_cyrillic(word):
        return russian.stem(word.replace(".", "")) or word
    return word.replace(",", "").replace(".", "")


class _Terms(dict[str, tuple[str, ...]]):
    """Words and their terms, forgotten all at once when there are too many."""

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) >= REMEMBERED:
            self.clear()
        found = self[word] = tuple([term for term, _, _ in grams_of(word)])
        return found


class _Places(dict[str, tuple[Span, ...]]):
    """The same with the places, which only highlighting needs."""

    def __missing__(self, word: str) -> tuple[Span, ...]:
        if len(self) >= REMEMBERED // 4:
            self.clear()
        found = self[word] = tuple(grams_of(word))
        return found


_terms, _places = _Terms(), _Places()
# The terms of one folded word, remembered. Called for every word of what a page shows.
terms_of = _terms.__getitem__


def spans_of(place: Place, origin: Sequence[int]) -> list[Span]:
    """The terms of a folded word, each with the start and end of what it stands for, by `origin` as of folding."""
    word, at = place
    if is_hangul(word):
        return [(term, origin[at + a], origin[at + b]) for term, a, b in _places[word]]
    return [(_terms[word][0], origin[at], origin[at + len(word)])]


class Analyser(Composable):  # type: ignore[misc]  # Whoosh has no types
    """Callable as Whoosh wants it; ``terms`` and ``spans`` are the same without its token objects."""

    is_morph = True

    def __init__(self, language: str) -> None:
        self.language = language

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and vars(other) == vars(self)

    def __hash__(self) -> int:
        return hash((type(self), self.language))

    def terms(self, text: str) -> list[str]:
        """The terms in order; the position of each is its index."""
        known = _terms
        return [term for word in WORD.findall(fold(text)) for term in known[word]]

    def positions(self, text: str) -> tuple[list[str], Sequence[int]]:
        """The terms in order, and the position of each."""
        if PARAGRAPH not in text:
            terms = self.terms(text)
            return terms, range(len(terms))
        found: list[str] = []
        places: list[int] = []
        for number, paragraph in enumerate(text.split(PARAGRAPH)):
            start = len(found) + number * GAP
            found += self.terms(paragraph)
            places += range(start, len(found) + number * GAP)
        return found, places

    def spans(self, text: str) -> list[Span]:
        """Every term of ``terms(text)`` with the start and end, in ``text``, of what it stands for."""
        folded, origin = fold_with_offsets(text)
        return [span for found in WORD.finditer(folded) for span in spans_of((found.group(), found.start()), origin)]

    def __call__(  # noqa: PLR0917 -- Whoosh calls it by position
        self, value: str, positions: bool = False, chars: bool = False, keeporiginal: bool = False,
        removestops: bool = True, start_pos: int = 0, start_char: int = 0, mode: str = "", **kwargs: object,
    ) -> Iterator[Token]:  # fmt: skip
        token = Token(positions, chars, removestops=removestops, mode=mode, **kwargs)
        places = iter(self.positions(value)[1]) if positions else repeat(0)
        for (term, start, end), place in zip(self.spans(value), places, strict=False):
            token.text = term
            token.boost = 1.0
            if keeporiginal:
                token.original = value[start:end]
            if positions:
                token.pos = start_pos + place
            if chars:
                token.startchar, token.endchar = start_char + start, start_char + end
            yield token
