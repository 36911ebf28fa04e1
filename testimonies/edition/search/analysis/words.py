"""Cuts text into words and folds what must not tell words apart.

One pattern serves all scripts: a run of hangul, an abbreviation with full stops, a number with thousands separators, or
any other run of letters and digits. Runs longer than LONGEST are cut into pieces, in the index and in a query alike, so
that a page of letters without a space can neither fill the index with one monster nor be impossible to find.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

LONGEST = 40

_LETTER = r"[^\W\d_가-힣]"
_ALNUM = r"[^\W_가-힣]"
# The commonest shape first: what makes a page of text fast to cut.
WORD = re.compile(
    rf"{_LETTER}{_ALNUM}{{1,{LONGEST - 1}}}(?:'{_ALNUM}{{1,{LONGEST}}}){{0,2}}"
    rf"|[가-힣]{{1,{LONGEST}}}"
    rf"|(?:{_LETTER}\.){{2,8}}(?:{_LETTER}(?!{_ALNUM}))?"
    r"|\d{1,3}(?:,\d{3}){1,4}(?!\d)"
    rf"|{_ALNUM}{{1,{LONGEST}}}(?:'{_ALNUM}{{1,{LONGEST}}}){{0,2}}"
)

# Stress marks are written over Russian vowels to help the reader; ё is written е by most hands; the apostrophes that
# typing, typesetting and McCune-Reischauer use are one sign.
_FOLD: dict[int, str | None] = {ord("ё"): "е", ord("’"): "'", ord("ʼ"): "'", ord("‘"): "'", ord("`"): "'"}
_FOLD |= dict.fromkeys(range(0x300, 0x370), None)
_FOLD |= dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF), None)
_FOLD |= {0xFF01 + n: chr(0x21 + n) for n in range(94)}

# What needs the whole table, which is slow beside four replacements.
_RARE = re.compile("[\u0300-\u036f\xadʼ\u200b-\u200d\u2060\ufeff\uff01-\uff5e]")


def fold(text: str) -> str:
    """The text as it is compared: composed, lower case, without stress marks and soft hyphens, ё as е."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    text = text.lower()
    if text.isascii():
        return text.replace("`", "'")
    if _RARE.search(text):
        return text.translate(_FOLD)
    return text.replace("ё", "е").replace("’", "'").replace("‘", "'").replace("`", "'")


def _clusters(text: str) -> Iterator[str]:
    """The text in pieces that compose by themselves: a letter with its marks, the letters of one hangul syllable."""
    piece = ""
    for character in text:
        joined = unicodedata.normalize("NFC", piece + character)
        if piece and not unicodedata.combining(character) and joined == unicodedata.normalize("NFC", piece) + character:
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def fold_with_offsets(text: str) -> tuple[str, Sequence[int]]:
    """The folded text and, for each of its characters and its end, where in ``text`` it came from."""
    folded = fold(text)
    if len(folded) == len(text) and unicodedata.is_normalized("NFC", text) and len(text.lower()) == len(text):
        return folded, range(len(text) + 1)
    pieces: list[str] = []
    offsets: list[int] = []
    start = 0
    for cluster in _clusters(text):
        piece = fold(cluster)
        pieces.append(piece)
        offsets.extend([start] * len(piece))
        start += len(cluster)
    offsets.append(len(text))
    # A capital sigma folds by its neighbours; piece by piece it has none, and its width is the same either way.
    joined = "".join(pieces)
    return (folded if len(folded) == len(joined) else joined), offsets


def without_accents(word: str) -> str:
    """A Latin word without its accents: Chŏlsu as Cholsu, café as cafe; any other as it is."""
    if word.isascii() or not is_latin(word):
        return word
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def is_hangul(word: str) -> bool:
    return "가" <= word[0] <= "힣"


def is_cyrillic(word: str) -> bool:
    return "\u0400" <= word[0] <= "\u04ff"


def is_latin(word: str) -> bool:
    return "a" <= word[0] <= "z" or "\u00c0" <= word[0] <= "\u024f" or "\u1e00" <= word[0] <= "\u1eff"
