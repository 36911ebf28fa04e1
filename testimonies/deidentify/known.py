"""Words entered in confidence, such as a real name: met again in a text in any script, without being kept.

A value becomes marks, short strings that its spellings share. Whoever keeps only keyed hashes of the marks can still
ask which words of a text have one of them.
"""

import re
from collections.abc import Callable, Iterator

from testimonies.deidentify.finding import Finding, Kind
from testimonies.deidentify.particles import TAIL
from testimonies.deidentify.reading import fold, read
from testimonies.deidentify.rules import words
from testimonies.deidentify.syllables import bare
from testimonies.deidentify.transliterate import bases, hangul, keys

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_GAP = re.compile(r"[ -]{1,2}")
_DIGITS = re.compile(r"\d(?:[ ().\-/]{0,3}\d){5,}")
_ACCOUNT = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w.])@?[A-Za-z_][\w.]{3,31}(?<!\.)")
# The last digits of a number are the same with every prefix and country code.
_LAST_DIGITS = 7
_LONGEST_NAME = 4
_SHORTEST_SOUND = 4
_SHORTEST_WORD = {Kind.NAME: 4, Kind.EMPLOYER: 5, Kind.PLACE: 4}


def marks(value: str, kind: Kind) -> frozenset[str]:
    """The marks of one value: a name, an employer, a place, or a way to reach somebody (`Kind.HANDLE`).

    A surname alone has none where it is Korean: every third account would hold it.
    """
    found: set[str] = set()
    for piece in re.split(r"[,;/()|\n]+", fold(value)):
        if kind is Kind.HANDLE:
            found |= set(_reach(piece))
        elif _WORD.search(piece):
            found |= _named(piece.strip(), kind)
    return frozenset(found)


def _reach(piece: str) -> Iterator[str]:
    for match in _DIGITS.finditer(piece):
        yield _digits(match[0])
    for match in _ACCOUNT.finditer(piece):
        yield _account(match[0])


def _digits(written: str) -> str:
    return "d:" + re.sub(r"\D", "", written)[-_LAST_DIGITS:]


def _account(written: str) -> str:
    return "a:" + written.lower().removeprefix("@")


def _named(piece: str, kind: Kind) -> set[str]:
    parts = _WORD.findall(piece)
    readings = {reading for reading in hangul(" ".join(parts)) if len(reading) > 1} if kind is Kind.NAME else set()
    found = {"h:" + reading for reading in readings} | {"h:" + reading[1:] for reading in readings if len(reading) == 3}
    if len(parts) > 1 or kind is not Kind.NAME:
        found.add("c:" + bare(piece))
    for part in parts if not readings else ():
        if re.fullmatch("[가-힣]+", part):
            found |= {"h:" + part} if len(part) > 2 else set()
        elif len(part) >= _SHORTEST_WORD[kind] and part.lower() not in words("general_names"):
            found |= _sounds(part)
    return found


def _sounds(word: str) -> set[str]:
    return {"k:" + key for base in bases(word) for key in keys(base) if len(key) >= _SHORTEST_SOUND}


def find(text: str, kind_of: Callable[[str], Kind | None]) -> list[Finding]:
    """Where words stand in `text` that have a mark; `kind_of` gives the kind of a mark, None for an unknown one."""
    reading = read(text)
    hits = sorted(_hits(reading.text, kind_of), key=lambda hit: (hit[0] - hit[1], hit))
    kept: list[tuple[int, int, Kind]] = []
    for start, end, kind in hits:
        if not any(start < last and first < end for first, last, _kind in kept):
            kept.append((start, end, kind))
    return [
        Finding(*reading.original(start, end), kind, 1.0, "entered in confidence") for start, end, kind in sorted(kept)
    ]


def _hits(text: str, kind_of: Callable[[str], Kind | None]) -> Iterator[tuple[int, int, Kind]]:
    for start, end, mark in _marked(text):
        if (kind := kind_of(mark)) is not None:
            yield start, end, kind


def _marked(text: str) -> Iterator[tuple[int, int, str]]:
    """Every stretch of a folded text that could be a value, with each of its marks."""
    for match in _DIGITS.finditer(text):
        yield *match.span(), _digits(match[0])
    for match in _ACCOUNT.finditer(text):
        yield *match.span(), _account(match[0])
    tokens = list(_WORD.finditer(text))
    for number, first in enumerate(tokens):
        for size in range(1, _LONGEST_NAME + 1):
            run = tokens[number : number + size]
            if len(run) < size or (size > 1 and not _GAP.fullmatch(text[run[-2].end() : run[-1].start()])):
                break
            yield from _of_run(text, first.start(), run[-1])
            if size == 1 and not re.search("[가-힣]", first[0]):
                yield from ((*first.span(), mark) for mark in _sounds(first[0]))


def _of_run(text: str, start: int, last: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    if re.search("[가-힣]", last[0]):
        before = re.sub(r"[ -]", "", text[start : last.start()])
        for size in range(1, len(last[0]) + 1):
            joined = before + last[0][:size]
            if len(joined) > 1 and TAIL.fullmatch(last[0][size:]):
                yield start, last.start() + size, "h:" + joined
                yield start, last.start() + size, "c:" + bare(joined)
        return
    phrase = text[start : last.end()]
    yield start, last.end(), "c:" + bare(phrase)
    if len(phrase) < 24:
        yield from ((start, last.end(), "h:" + reading) for reading in hangul(phrase) if len(reading) > 1)
