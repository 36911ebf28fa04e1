"""Russian words to their stems, by Snowball, after folding took stress marks and ё away."""

from __future__ import annotations

import Stemmer

_snowball = Stemmer.Stemmer("russian", 0).stemWord


def stem(word: str) -> str:
    """The stem of a folded Russian word: ``рабочими -> рабоч``."""
    return str(_snowball(word.replace("'", "")))
