"""Korean names in two words: a surname before a form of address, a surname and a given name written apart."""

import re
from collections.abc import Iterator
from functools import cache

from testimonies.deidentify.finding import Finding, Kind
from testimonies.deidentify.hangul import evident, surname_pattern
from testimonies.deidentify.particles import ADDRESS, TAIL
from testimonies.deidentify.rules import words

# Forms of address that make a word of their own with the syllable before them, where no space stands between.
_ALSO_WORDS = frozenset(
    {"양", "군", "형", "이모", "기사", "통역", "상사", "의사", "대장", "사장", "대위", "부기", "하사"}
)
# Doubtful surnames that many people bear.
_OFTEN = frozenset("한전조주우장방길설현여")


@cache
def _spoken_to() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![가-힣])({surname_pattern().pattern})\s?({ADDRESS})(?:님|들)?(?:은|는|이|가|을|"
        r"를|의|도|만|와|과|한테|에게|께서|께|"
        r"하고|라고|이라고|더러|네)*(?![가-힣])"
    )


def find(text: str) -> Iterator[Finding]:
    """Korean names in two words in `text`."""
    for match in _spoken_to().finditer(text):
        yield from _addressed(match)
    yield from _spaced(text)


def _addressed(match: re.Match[str]) -> Iterator[Finding]:
    """A surname with a form of address: 박 씨, 리 반장. In 이 동무 or 전 사장 the first word is no surname."""
    surname, address = match[1], match[2]
    if surname + address in words("korean_ordinary") or (" " not in match[0] and address in _ALSO_WORDS):
        return
    if surname in words("korean_doubtful") and not address.startswith(("씨", "동지")):
        if address.startswith(("선생", "목사", "동무", "반장")) and surname in _OFTEN:
            yield Finding(*match.span(1), Kind.NAME, 0.5, "what may be a surname before a form of address")
        return
    end = match.end(2) if address == "씨" else match.end(1)
    yield Finding(match.start(1), end, Kind.NAME, 0.85, "a surname before a form of address")


def _spaced(text: str) -> Iterator[Finding]:
    """A surname and a given name written apart: 김 철수, 리 명 철."""
    for match in re.finditer(rf"(?<![가-힣])({surname_pattern().pattern}) ([가-힣])( ?)([가-힣])([가-힣]*)", text):
        surname, first, gap, second, rest = match.groups()
        fits = first in words("korean_first") and second in words("korean_second") and TAIL.fullmatch(rest)
        listed = first + second in words("korean_given") or (gap and surname not in words("korean_doubtful"))
        if (
            fits
            and surname not in "이한전그우두온"
            and (listed or evident(text, match.start(), match.end(4)))
            and first + second not in words("korean_ordinary")
        ):
            yield Finding(match.start(), match.end(4), Kind.NAME, 0.8, "a surname and a given name written apart")
