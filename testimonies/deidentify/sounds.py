"""What is left of a foreign name when it is written in hangul, so that it can be met again in Latin and Cyrillic."""

import re
import unicodedata
from functools import lru_cache

from testimonies.deidentify.finding import REMEMBERED
from testimonies.deidentify.transliterate import bases, keys

_LETTERS = (
    "k kk n t tt l m p pp s ss _ c cc c k t p x",
    "a e a e o e o e o a e o o u u e ui u _ i i",
    "_ k k k n n n t l l l l l l l l m p p t t n t t k t p x",
)
# Northern papers write В with 와, 워, 웨, 위; beside them stand the vowels 찌 and 치, which are ти.
_SILENT = 11
_WITH_W = {9: "a", 14: "o", 15: "e", 16: "i"}
_INITIALS, _VOWELS, _FINALS = (row.split() for row in _LETTERS)


@lru_cache(maxsize=REMEMBERED)
def sound(hangul: str) -> str:
    """The sounds that survive when a foreign name is written in hangul: no ㅡ, one l, no voiced consonants."""
    letters = []
    for syllable in hangul:
        initial, rest = divmod(ord(syllable) - 0xAC00, 588)
        vowel, final = divmod(rest, 28)
        if initial == _SILENT and vowel in _WITH_W:
            letters.append(f"p{_WITH_W[vowel]}{_FINALS[final]}")
            continue
        letters.append(_INITIALS[initial] + _VOWELS[vowel] + _FINALS[final])
    joined = re.sub(r"i(?=[aeou])", "", "".join(letters).replace("_", ""))
    return _once(_once(joined).replace("ci", "ti"))


def merged(key: str) -> str:
    """A key of `transliterate.keys` with the sounds merged that hangul does not tell apart."""
    plain = unicodedata.normalize("NFC", key).translate(str.maketrans("bvgdzrжшчцf", "ppktclcsccp"))
    return _once(_once(plain).replace("ci", "ti"))


def _once(letters: str) -> str:
    return re.sub(r"(.)\1+", r"\1", letters)


@lru_cache(maxsize=REMEMBERED)
def heard(word: str) -> frozenset[str]:
    """The sounds of one word in any script, in every form it may come from."""
    if re.fullmatch(r"[가-힣]+", word):
        return frozenset({sound(word)})
    return frozenset(merged(key) for base in bases(word) for key in keys(base))
