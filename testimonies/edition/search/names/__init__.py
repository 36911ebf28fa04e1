"""The name bridge: one Korean name in hangul, Latin and Cyrillic letters."""

from __future__ import annotations

from testimonies.edition.search.names.bridge import (
    NameAnalyser,
    hangul_of,
    hangul_of_pair,
    spellings_of,
    spellings_of_pair,
)

__all__ = ["NameAnalyser", "hangul_of", "hangul_of_pair", "spellings_of", "spellings_of_pair"]
