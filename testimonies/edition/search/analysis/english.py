"""English words to their stems: one spelling for both shores, then Snowball, less its known confusions."""

from __future__ import annotations

import re
from functools import cache

import Stemmer

from testimonies.edition.search.analysis.english_words import APART, IRREGULAR, SPELLINGS

# A closed list: "hour", "four", "tour", "pour" and "courier" are no such words.
_OUR = re.compile(
    "^(lab|col|discol|hon|dishon|harb|neighb|fav|disfav|behavi|misbehavi|hum|rum|arm|endeav|flav|vap|vig|od|parl|rig"
    "|splend|tum|sav|cand|clam|ferv|glam|savi|demean|misdemean|val|succ|ranc)our"
)
_IZE = re.compile("(?<=[a-z]{2}[iy])z(?=(?:e|es|ed|er|ers|ing|ation|ations|ational|able)$)")

_snowball = Stemmer.Stemmer("english", 0).stemWord


def one_spelling(word: str) -> str:
    """The spelling kept here for both shores: labor, organise, center."""
    word = SPELLINGS.get(word, word)
    if "our" in word:
        word = _OUR.sub(r"\1or", word)
    return _IZE.sub("s", word) if "z" in word else word


# Snowball's own exceptions whose stem is no beginning of the word.
_BY_HEART = ("skis", "skies", "dying", "lying", "tying", "idly", "gently", "ugly", "early", "only", "singly")


@cache
def odd_forms() -> dict[str, tuple[str, ...]]:
    """Stems, and the words of them that do not begin as the stem does: took of take, dying of die."""
    found: dict[str, list[str]] = {}
    for word in sorted({*SPELLINGS, *IRREGULAR, *APART, *_BY_HEART}):
        found.setdefault(stem(word), []).append(word)
    return {stem: tuple(words) for stem, words in found.items()}


def stem(word: str) -> str:
    """The stem of a folded English word: ``worker's`` as ``worker``, ``labouring`` as ``labor``."""
    word = one_spelling(word.removesuffix("'s").replace("'", ""))
    known = APART.get(word)
    return known or _snowball(IRREGULAR.get(word, word))
