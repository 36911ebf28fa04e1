"""The index's words, as if the accounts that nobody may see now were not in it."""

from __future__ import annotations

from collections.abc import Set

from testimonies.edition.search.engine import Engine
from testimonies.edition.search.lexicon import Lexicon

Words = list[tuple[str, int]]


def seen(engine: Engine, hidden: Set[str]) -> Lexicon:
    """The words of `engine`, each counted as if every account of `hidden` held it: too few rather than too many.

    `hidden` is what `hidden_codes` says. Who of them holds a word is not looked up: there are a handful, for seconds.
    One that the index does not hold takes nothing away, or a watcher could count those under an embargo.
    """
    held = engine.held(hidden) if hidden else 0
    return _Fewer(engine, held) if held else engine


class _Fewer:
    def __init__(self, lexicon: Lexicon, fewer: int) -> None:
        self._lexicon, self._fewer = lexicon, fewer

    def doc_frequency(self, name: str, term: str) -> int:
        return max(self._lexicon.doc_frequency(name, term) - self._fewer, 0)

    def lexicon(self, name: str, prefix: str = "", limit: int = 1_000) -> Words:
        return self._without(self._lexicon.lexicon(name, prefix, limit))

    def nearby(self, name: str, word: str, distance: int = 2, shared: int = 1) -> Words:
        return self._without(self._lexicon.nearby(name, word, distance, shared))

    def _without(self, words: Words) -> Words:
        return [(word, count - self._fewer) for word, count in words if count > self._fewer]
