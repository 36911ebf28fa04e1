"""The index's own words as people write them, for suggestions and corrections: stems and syllable pairs are no words.

They live in a field of their own (``words``), without positions, so that the engine counts for each how many accounts
hold it now, and a withdrawn account's words are gone with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from whoosh import formats
from whoosh.fields import TEXT

from testimonies.edition.search.analysis import Analyser, Span, korean, weak
from testimonies.edition.search.analysis.analyser import REMEMBERED
from testimonies.edition.search.analysis.words import WORD, fold, fold_with_offsets, is_hangul

SHORTEST, LONGEST = 2, 24
# Characters of each text whose words are kept. The words that several accounts share are all there, at a third of the
# cost in writing and in bytes.
SAMPLE = 800


def sample(texts: Iterable[str]) -> str:
    """What the field ``words`` holds of an account: the beginning of its text in each language."""
    return "\n".join(text[:SAMPLE] for text in texts)


def surface(word: str) -> str:
    """A folded word as it may be shown: Korean without particles, English without 's; "" for none."""
    if is_hangul(word):
        shown = korean.base(word)
        shown = word if len(shown) < SHORTEST else shown
    else:
        shown = word.removesuffix("'s")
    if not SHORTEST <= len(shown) <= LONGEST or any(c.isdigit() for c in shown) or weak.is_weak(shown):
        return ""
    return shown


class _Surfaces(dict[str, str]):
    """Words and what is shown of them, forgotten all at once when there are too many."""

    def __missing__(self, word: str) -> str:
        if len(self) >= REMEMBERED:
            self.clear()
        found = self[word] = surface(word)
        return found


_surfaces = _Surfaces()


class SurfaceAnalyser(Analyser):
    """Each different word of a text once, as it may be shown."""

    def terms(self, text: str) -> list[str]:
        known = _surfaces
        found = {known[word] for word in set(WORD.findall(fold(text)))}
        found.discard("")
        return list(found)

    def positions(self, text: str) -> tuple[list[str], Sequence[int]]:
        terms = self.terms(text)
        return terms, range(len(terms))

    def spans(self, text: str) -> list[Span]:
        folded, origin = fold_with_offsets(text)
        found: dict[str, Span] = {}
        for match in WORD.finditer(folded):
            shown = surface(match.group())
            if shown:
                found.setdefault(shown, (shown, origin[match.start()], origin[match.end()]))
        return list(found.values())


class WordsField(TEXT):  # type: ignore[misc]  # Whoosh has no types
    """The field ``words``: which accounts hold a word, and nothing else about it."""

    def __init__(self) -> None:
        super().__init__(analyzer=SurfaceAnalyser("words"), phrase=False, stored=False)
        self.format = formats.Existence()
        self.scorable = False
