"""Names in Chinese characters, as in brackets behind a name: 王立峰, 金哲洙."""

import re
from collections.abc import Iterator
from functools import cache

from testimonies.deidentify.finding import Finding, Kind
from testimonies.deidentify.plain_words import is_plain
from testimonies.deidentify.rules import either, words

_BRACKETED = re.compile(r"(?<![가-힣])([가-힣]{2,5})\s?[(\[（]([一-鿿]{2,4})[,)\]）]")
_WORD = re.compile(
    "韓國|中國|北韓|南韓|朝鮮|平壤|勞動|金剛|白頭|南北|南朝|高麗|國家|國民|安全|全部|方法|成分|明日|高等|大學|黃海|林業|安州|江原|石油|車輛|元山|溫泉|金曜|明白"
)


def find(text: str) -> Iterator[Finding]:
    """Runs of two to four characters that begin with a surname."""
    for match in _named().finditer(text):
        if not _WORD.match(match[0]):
            yield Finding(*match.span(), Kind.NAME, 0.75, "a name in Chinese characters")
    for match in _BRACKETED.finditer(text):
        if len(match[2]) <= len(match[1]) and not is_plain(match[1]):
            yield Finding(*match.span(2), Kind.NAME, 0.6, "Chinese characters in brackets behind a word")


@cache
def _named() -> re.Pattern[str]:
    return re.compile(rf"(?<![一-鿿])(?:{either(words('hanja_surnames'))})[一-鿿]{{1,2}}(?![一-鿿])")
