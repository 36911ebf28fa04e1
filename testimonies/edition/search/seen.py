"""The index's words, as if the accounts that nobody may see now were not in it."""

from __future__ import annotations

from testimonies.edition.denied import denied
from testimonies.edition.search.asking import early_codes
from testimonies.edition.search.lexicon import Lexicon

Words = list[tuple[str, int]]


def seen(lexicon: Lexicon) -> Lexicon:
    """`lexicon`, or one that counts every word as if each hidden account held it: too few rather than too many.

    Hidden is what is denied and what is under embargo. Who among them holds a word is not looked up: of the first there
    are a handful, for seconds, and of the others few enough.
    """
    hidden = len(denied() | early_codes())
    return _Fewer(lexicon, hidden) if hidden else lexicon


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
