"""What a typed word or phrase looks like in the index: terms, or terms in a row. Queries and highlighting share it."""

from __future__ import annotations

from functools import lru_cache

from testimonies.edition.search.analysis import ENGLISH
from testimonies.edition.search.analysis.words import WORD, fold, is_hangul
from testimonies.edition.search.language import limits
from testimonies.edition.search.language.nodes import Pattern


# Which language an analyser stands for changes nothing here: a word is analysed by its script.
def terms(text: str) -> list[str]:
    """The terms of a typed word or phrase, cut where no index would hold more of them in a row."""
    return ENGLISH.terms(text)[: limits.ROW]


@lru_cache(maxsize=2048)
def of_word(text: str) -> tuple[Pattern, ...]:
    """The typed word first, then, for a Korean compound, the same with one space in it.

    Korean writes 강제노동 수용소 and 강제노동수용소 alike; the pair of syllables across the space is then missing.
    """
    whole = tuple(terms(text))
    if not whole:
        return ()
    found = {Pattern(whole): None}
    words = WORD.findall(fold(text))
    if len(words) == 1 and is_hangul(words[0]) and 4 <= len(words[0]) <= limits.SPLIT_SYLLABLES:
        for at in range(2, len(words[0]) - 1):
            parted = terms(words[0][:at]) + terms(words[0][at:])
            found.setdefault(Pattern(tuple(parted)))
    return tuple(found)


def of_parts(text: str) -> tuple[Pattern, ...]:
    """The two halves of a long Korean word, wherever it can be parted: what stands there when not all of it does."""
    words = WORD.findall(fold(text))
    if len(words) != 1 or not is_hangul(words[0]) or not 4 <= len(words[0]) <= limits.SPLIT_SYLLABLES:
        return ()
    cuts = range(2, len(words[0]) - 1)
    halves = [half for at in cuts for half in (words[0][:at], words[0][at:])]
    return tuple(dict.fromkeys(Pattern(tuple(terms(half))) for half in halves))


def of_phrase(text: str, slop: int) -> tuple[Pattern, ...]:
    """The phrase, and for two words with room between them the other order as well."""
    whole = tuple(terms(text))
    if not whole:
        return ()
    words = WORD.findall(fold(text))
    if slop > 1 and len(words) == 2:
        first, second = (tuple(terms(word)) for word in words)
        return tuple(dict.fromkeys((Pattern(first + second, slop), Pattern(second + first, slop))))
    return (Pattern(whole, slop if len(whole) > 1 else 1),)
