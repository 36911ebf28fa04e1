"""A text as the rules read it: one way of writing each sign, with the way back to the original."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# Signs that look alike. What a rule does not recognise it lets through: a word processor's dash must not differ.
_ALIKE = (
    dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-")
    | dict.fromkeys(map(ord, "’‘ʼʹ′`´＇‛"), "'")
    | dict.fromkeys(map(ord, "“”„‟″＂"), '"')
    | dict.fromkeys(map(ord, "〈《「『⟪"), "«")
    | dict.fromkeys(map(ord, "〉》」』⟫"), "»")
)
# Signs that nobody sees: soft hyphen, zero-width marks, direction marks, byte order mark.
_UNSEEN = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0x202A, 0x202F), 0x200E, 0x200F], "")
# The acute over a Russian vowel is stress; the breve of й and the two dots of ё make another letter.
_STRESS = "\u0301"


@dataclass(frozen=True)
class Reading:
    """The folded `text` and, for each of its code points, where it began and ended in the original."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original for a span, not empty, of the folded text."""
        return self.starts[start], self.ends[end - 1]


def read(original: str) -> Reading:
    """Fold `original`: composed letters, half-width signs, one dash, one quotation mark, plain spaces."""
    signs: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(original):
        for sign in fold(original[start:end]):
            signs.append(sign)
            starts.append(start)
            ends.append(end)
    return Reading("".join(signs), tuple(starts), tuple(ends))


def fold(piece: str) -> str:
    """One stretch of text in the one way of writing it."""
    if piece == "№":
        return piece
    if piece.isascii():
        return piece.replace("`", "'").replace("\t", " ")
    # First the look-alikes: compatibility forms take the prime and the acute apart into a space and a mark.
    folded = unicodedata.normalize("NFKC", piece.translate(_UNSEEN).translate(_ALIKE)).translate(_ALIKE)
    if _STRESS in unicodedata.normalize("NFD", folded) and _is_cyrillic(folded[:1]):
        folded = unicodedata.normalize("NFC", unicodedata.normalize("NFD", folded).replace(_STRESS, ""))
    return "".join(" " if unicodedata.category(sign) == "Zs" else sign for sign in folded)


def _is_cyrillic(sign: str) -> bool:
    return "\u0400" <= sign <= "\u04ff"


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Spans of signs that belong together: a letter with its marks, a Korean syllable written letter by letter."""
    start = 0
    for position in range(1, len(text) + 1):
        if position == len(text) or not _continues(text[position]):
            yield start, position
            start = position


def _continues(sign: str) -> bool:
    return sign > "\u02ff" and (unicodedata.combining(sign) > 0 or "\u1160" <= sign <= "\u11ff")
