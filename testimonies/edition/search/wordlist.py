"""The index's own words as people write them, for suggestions and corrections: stems and syllable pairs are no words.

They live in a field of their own (``words``), without positions, so that the engine counts for each how many accounts
hold it now, and a withdrawn account's words are gone with it.
"""

from __future__ import annotations

from testimonies.edition.search.analysis import Analyser, Span, korean
from testimonies.edition.search.analysis.analyser import REMEMBERED
from testimonies.edition.search.analysis.words import WORD, fold, fold_with_offsets, is_hangul
from testimonies.edition.search.language import weak

SHORTEST, LONGEST = 2, 24


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
    """Words as they may be shown, each worked out once; forgotten all at once when there are too many."""

    def __missing__(self, word: str) -> str:
        if len(self) >= REMEMBERED:
            self.clear()
        shown = self[word] = surface(word)
        return shown


_surfaces = _Surfaces()


class SurfaceAnalyser(Analyser):
    """Each different word of a text once, as it may be shown."""

    def terms(self, text: str) -> list[str]:
        found = dict.fromkeys(map(_surfaces.__getitem__, set(WORD.findall(fold(text)))))
        found.pop("", None)
        return list(found)

    def positions(self, text: str) -> tuple[list[str], list[int]]:
        found = self.terms(text)
        return found, list(range(len(found)))

    def spans(self, text: str) -> list[Span]:
        folded, origin = fold_with_offsets(text)
        found: dict[str, Span] = {}
        for match in WORD.finditer(folded):
            shown = surface(match.group())
            if shown:
                found.setdefault(shown, (shown, origin[match.start()], origin[match.end()]))
        return list(found.values())
