"""Russian and other foreign names in hangul: by a list, by endings, and by how they sound."""

import re
from collections.abc import Iterator
from functools import cache

from testimonies.deidentify.finding import Finding, Kind
from testimonies.deidentify.hangul import evident
from testimonies.deidentify.particles import TAIL
from testimonies.deidentify.rules import either, words
from testimonies.deidentify.sounds import merged, sound
from testimonies.deidentify.syllables import surnames
from testimonies.deidentify.transliterate import keys

_ENDING = (
    "스키|쓰끼|스끼|쯔끼|츠키|비치|위치|비츠|예브나|예비치|오비치|노브나|노비치|이치나|오바|노바|예바|에바|꼬바|코바|오프|노프|예프|에프|노브|꼬브|코브|"
    "예브|에브|또브|로브|쩨프|쎄브|세프|둘린|꾸진|쉬낀|슈킨|슈빌리|첸꼬|첸코|엔꼬|엔코|먀노프|바예프|예위치|오위치"
)
_ENDED = re.compile(rf"(?<![가-힣])[가-힣]{{1,5}}(?:{_ENDING})")
_RUN = re.compile(r"[가-힣]{3,}")


@cache
def _listed() -> re.Pattern[str]:
    return re.compile(rf"(?<![가-힣])(?:{either(words('korean_foreign'))})")


def find(text: str) -> Iterator[Finding]:
    """Foreign names in hangul in `text`; a Korean surname or a short first name before them is taken along."""
    found = {match.span(): "the ending of a Russian name in hangul" for match in _ENDED.finditer(text)}
    found |= {match.span(): "a foreign name in hangul" for match in _listed().finditer(text)}
    found |= {
        (run.start(), run.start() + size): "a foreign name by its sound"
        for run in _RUN.finditer(text)
        if (size := _sounding(run[0]))
    }
    whole = {span: why for span, why in found.items() if TAIL.match(text, span[1])}
    for (start, end), why in whole.items():
        follows = any(other[0] == end + 1 for other in whole)
        if end - start > 2 or follows or evident(text, start, end):
            yield Finding(_with_surname(text, start), end, Kind.NAME, 0.8, why)


def _with_surname(text: str, start: int) -> int:
    before = re.search(r"(?<![가-힣])([가-힣]) $", text[max(0, start - 3) : start])
    return start - 2 if before and before[1] in _family() else start


@cache
def _family() -> frozenset[str]:
    return frozenset(
        name for hangul in surnames().values() for name in hangul if name in "김박최황리강윤안한정조장임림유류오남"
    )


def _sounding(run: str) -> int:
    """How many syllables at the beginning of the run sound like a listed Russian name; 0 for none."""
    for size in range(len(run), 2, -1):
        if TAIL.fullmatch(run[size:]) and sound(run[:size]) in _sounds() and run[:size] not in words("korean_ordinary"):
            return size
    return 0


@cache
def _sounds() -> frozenset[str]:
    return frozenset(heard for name in words("russian_given") for key in keys(name) if len(heard := merged(key)) > 5)
