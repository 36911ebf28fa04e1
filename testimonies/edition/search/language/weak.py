"""Words that a question is full of and an account is not found by.

They need not match, and count little when they do. Compared by their terms, so that every form of a verb is covered.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from testimonies.edition.search.analysis import ENGLISH
from testimonies.edition.search.analysis.tables import read

WEAK_WEIGHT = 0.3

_TABLES = read(Path(__file__).with_name("weak.txt"))


def _single_terms(words: Iterable[str]) -> frozenset[str]:
    analysed = (ENGLISH.terms(word) for word in words)
    return frozenset(terms[0] for terms in analysed if len(terms) == 1)


WEAK_TERMS = _single_terms(_TABLES["weak"])
ASKING_TERMS = _single_terms(_TABLES["asking"])


def is_question_word(text: str) -> bool:
    terms = ENGLISH.terms(text)
    return len(terms) == 1 and terms[0] in ASKING_TERMS


def is_weak(text: str) -> bool:
    """Whether every term of a word is one of these."""
    return set(ENGLISH.terms(text)) <= WEAK_TERMS
