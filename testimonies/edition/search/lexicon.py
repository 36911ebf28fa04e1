"""What the helps ask of the index: its words and how many accounts hold them now. The engine answers all of it."""

from __future__ import annotations

from typing import Protocol


class Lexicon(Protocol):
    """Pairs are (term, accounts that hold it), the most frequent first; withdrawn accounts never count."""

    def doc_frequency(self, name: str, term: str) -> int: ...

    def lexicon(self, name: str, prefix: str = "", limit: int = 1_000) -> list[tuple[str, int]]: ...

    def nearby(self, name: str, word: str, distance: int = 2, shared: int = 1) -> list[tuple[str, int]]: ...
