"""Words that a question is full of and an account is not found by.

They need not match, and count little when they do. Compared by their terms, so that every form of a verb is covered.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from testimonies.edition.search.analysis.analyser import Analyser
from testimonies.edition.search.analysis.tables import read

WEAK_WEIGHT = 0.3

_TABLES = read(Path(__file__).with_name("weak.txt"))


terms = Analyser("en").terms


def _single_terms(words: Iterable[str]) -> frozenset[str]:
    analysed = (terms(word) for word in words)
    return frozenset(found[0] for found in analysed if len(found) == 1)


WEAK_TERMS = _single_terms(_TABLES["weak"])
ASKING_TERMS = _single_terms(_TABLES["asking"])


def is_question_word(text: str) -> bool:
    found = terms(text)
    return len(found) == 1 and found[0] in ASKING_TERMS


def is_weak(text: str) -> bool:
    """Whether every term of a word is one of these."""
    return set(terms(text)) <= WEAK_TERMS
