"""Chinese and Vietnamese names in hangul: by the syllables they are put together from."""

import re
from collections.abc import Iterator
from functools import cache

from testimonies.deidentify.finding import Finding, Kind
from testimonies.deidentify.particles import TAIL
from testimonies.deidentify.plain_words import is_plain
from testimonies.deidentify.rules import either, words

_RUN = re.compile(r"(?<![가-힣])[가-힣]{2,}")
# Syllables that no Korean name has.
_ONLY_CHINESE = re.compile(
    "[웨궈쥔샤쉬밍쑨셰쯔쥐훙펑톈둥쩌쑤뤄뤼쉐옌랴쟝짜젠졔칭핑잉닝팡링즈룽쑹량레챵쿤췬후훼페]|리우|자오|하오|차오|야오|치앙|타오|하이|레이|메이|바이|차이|다이|사오|마오|위안|추이|카이|루이"
)
_VIETNAMESE = re.compile(
    r"(?<![가-힣])(?:응우옌|응웬|응우엔|쩐|팜|호앙|후인|부이|응오|즈엉|쯔엉|다오|레|도|당|판|보|호|부|리)"
    r"(?: (?:티|반|득|민|꽝|쑤언|티엔|뚜언|훙|타인|홍|응옥|안|꾸옥|킴|람|호아|하|란|흐엉|투|투이|짱|마이|뀐|롱|퐁|선|"
    r"탕|빈|꾸인|냐|린|칸|키엔))+"
)
_CERTAIN = re.compile("응|쩐|팜|호앙|후인|부이|즈엉|쯔엉| 티(?: |$)| 반 ")


def find(text: str) -> Iterator[Finding]:
    """Chinese and Vietnamese names written in hangul in `text`."""
    for run in _RUN.finditer(text):
        if size := _chinese(run):
            yield Finding(run.start(), run.start() + size, Kind.NAME, 0.75, "a Chinese name in hangul")
    for match in _spaced().finditer(text):
        if TAIL.match(text, match.end()) and _ONLY_CHINESE.search(match[0]):
            yield Finding(*match.span(), Kind.NAME, 0.75, "a Chinese name in hangul")
    for match in _VIETNAMESE.finditer(text):
        if TAIL.match(text, match.end()) and _CERTAIN.search(match[0]):
            yield Finding(*match.span(), Kind.NAME, 0.8, "a Vietnamese name in hangul")


def _chinese(run: re.Match[str]) -> int:
    """How many syllables at the beginning of the run are a Chinese surname with a given name; 0 for none."""
    match = _pattern().match(run[0])
    for size in range(match.end() if match else 0, 1, -1):
        word, rest = run[0][:size], run[0][size:]
        whole = _pattern().fullmatch(word) and TAIL.fullmatch(rest) and not is_plain(word, rest)
        if whole and _ONLY_CHINESE.search(word):
            return size
    return 0


@cache
def _spaced() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![가-힣])(?:{either(words('chinese_surnames'))}) (?:{either(words('chinese_given'))}){{1,2}}"
    )


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:{either(words('chinese_surnames'))})(?:{either(words('chinese_given'))}){{1,2}}")
