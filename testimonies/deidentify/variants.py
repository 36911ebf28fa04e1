"""The ways in which an original may stand elsewhere: other case, spacing, hyphens, endings."""

import re
from functools import lru_cache

from testimonies.deidentify.finding import REMEMBERED, Kind
from testimonies.deidentify.particles import TAIL
from testimonies.deidentify.plain_words import plain_words
from testimonies.deidentify.reading import fold
from testimonies.deidentify.rules import words
from testimonies.deidentify.syllables import bare
from testimonies.deidentify.traits import traits
from testimonies.deidentify.transliterate import stems

_BETWEEN = r"[\W_]{0,3}"
# A number dialled from here, from abroad or from next door: 8 924 305…, +7 924 305…, 924 305…
_WITH_PREFIX, _OWN_DIGITS = 10, 9
_LETTER = r"[^\W\d_]"


@lru_cache(maxsize=REMEMBERED)
def pattern(original: str, kind: Kind) -> re.Pattern[str] | None:
    """What finds every variant of `original` in a folded text; none where it is too short to be told from words."""
    plain = fold(original).strip(" \"'«».,;:!?()")
    pieces = re.findall(r"\d+|[가-힣]+|[^\W\d_]+", plain)
    size = sum(map(len, pieces))
    if size < 2 or (size < 3 and plain.isdigit()) or _is_word(plain, kind):
        return None
    if kind is Kind.PHONE and size >= _WITH_PREFIX:
        return re.compile(_prefixed("".join(pieces)[-_OWN_DIGITS:]))
    if all(piece.isdigit() for piece in pieces):
        body = r"\D{0,3}".join(re.escape(digit) for digit in "".join(pieces))
        return re.compile(rf"(?<!\d){body}(?!\d)")
    named = kind in {Kind.NAME, Kind.NICKNAME, Kind.PLACE, Kind.SHIP, Kind.EMPLOYER, Kind.SITE}
    body = _BETWEEN.join(_piece(piece, loose=named and size > 4) for piece in pieces)
    return re.compile(_start(pieces[0]) + body + _end(pieces[-1], size), _flags(plain, size, kind))


def _prefixed(own: str) -> str:
    """The own digits of a phone number, behind any prefix and country code or none."""
    between = r"[\s().\-]{0,3}"
    return rf"(?<!\d)(?:[+(]{{0,2}}\d(?:{between}\d){{0,4}}{between})?{between.join(own)}(?!\d)"


def _start(first: str) -> str:
    if first.isdigit():
        return r"(?<!\d)"
    return r"(?<![가-힣])" if "가" <= first[0] <= "힣" else rf"(?<!{_LETTER})"


def _end(last: str, size: int) -> str:
    if last.isdigit():
        return r"(?!\d)"
    if "가" <= last[0] <= "힣":
        return rf"(?={TAIL.pattern}|이)" if size < 3 else ""
    return r"(?![a-zа-яёà-ž])"


def _piece(piece: str, *, loose: bool) -> str:
    """One run of letters or digits; `loose` lets a hyphen or a space stand within."""
    if "가" <= piece[0] <= "힣" or (piece.isdigit() and len(piece) > 4):
        return r"[\s_-]?".join(piece)
    if piece.isdigit():
        return piece
    stem, ending = piece, ""
    if re.fullmatch(r"[а-яё]+", piece, re.IGNORECASE) and len(piece) > 2:
        stem = min((found for found in stems(piece) if len(found) > 2 and piece.lower().startswith(found)), key=len)
        ending = "(?:[а-яё]{1,3})?" if len(stem) > 3 else "(?:а|у|ом|ем|е|ы|я|ю|ой|и)?"
    letters = [f"[{letter}ёе]" if letter in "её" else re.escape(letter) for letter in stem]
    return (r"[\s_'-]?" if loose and len(stem) > 3 else "").join(letters) + ending


def _flags(plain: str, size: int, kind: Kind) -> re.RegexFlag:
    """Capitals must agree where the name is also a word, or so short that it is part of one."""
    exact = kind is Kind.NAME and (size < 4 or traits(plain) & {"ambiguous", "ordinary"})
    return re.NOFLAG if exact else re.IGNORECASE


def _is_word(plain: str, kind: Kind) -> bool:
    """Whether this is a word that everybody uses: only the very place where it was found can be replaced."""
    if re.fullmatch(r"[가-힣]+", plain):
        return len(plain) < 2 or plain in (plain_words() if kind is Kind.NAME else words("korean_ordinary"))
    return kind is Kind.NAME and len(bare(plain)) < 3 and ("ordinary" in traits(plain) or "ambiguous" in traits(plain))
