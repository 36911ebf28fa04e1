"""Vaguer words: for each finding a marked phrase, in the language of the text, that is true and names nobody.

Rules: a place becomes its macro-region, a date a third of a year, an age a decade, because the public record speaks in
macro-regions and years (DESIGN 3). A person becomes what they were to the speaker, where the words before say it.
"""

import re
from functools import cache

from testimonies.deidentify.finding import Finding, Kind
from testimonies.deidentify.places import regions
from testimonies.deidentify.reading import fold
from testimonies.deidentify.rules import phrases

LANGUAGES = ("en", "ko", "ru")
_EN_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_RU_MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_WORD_AGES = (
    ("20", r"twent|двадцат|스물|스무"), ("30", r"thirt(?!een)|тридцат|서른"), ("40", r"fort|сорок|마흔"),
    ("50", r"fift(?!een)|пятьдесят|пятидесят|쉰"), ("60", r"sixt(?!een)|sevent(?!een)|шестьдесят|семьдесят|예순|일흔"),
    ("teens", r"teen|eleven|twelve|надцат|열"),
)  # fmt: skip


@cache
def _book() -> dict[str, dict[str, str]]:
    """Kind, with or without detail -> language -> words."""
    rows = (tuple(part.strip() for part in line.split("|")) for line in phrases("phrases"))
    return {key: dict(zip(LANGUAGES, words, strict=True)) for key, *words in rows}


@cache
def _roles() -> tuple[tuple[str, str], ...]:
    """Each role with the pattern of the words that say so."""
    lines = (line.partition(":") for line in phrases("roles"))
    return tuple((role, "|".join(words.split())) for role, _colon, words in lines)


def marked(words: str, number: int = 1) -> str:
    """The phrase as it stands in a text; people who would share one are told apart by a number."""
    return f"⟨{words}⟩" if number == 1 else f"⟨{words} {number}⟩"


def detail(text: str, finding: Finding) -> str:
    """What of the finding may stay, as a key of the phrase book, with values after `=`."""
    words = fold(text[finding.start : finding.end])
    if finding.kind is Kind.NAME:
        before = fold(text[max(0, finding.start - 24) : finding.start]).lower()
        after = fold(text[finding.end : finding.end + 8])
        return _role(before[-20:], after)
    if finding.kind is Kind.PLACE:
        return regions().get(words.lower().removesuffix("시"), "")
    if finding.kind is Kind.AGE:
        return _decade(words)
    if finding.kind in {Kind.DATE, Kind.BIRTH_DATE}:
        return _part_of_year(words, birth=finding.kind is Kind.BIRTH_DATE)
    return ""


def phrase(kind: Kind, about: str, language: str) -> str:
    """The words, unmarked, for a kind and its detail in one language."""
    key, _, value = about.partition("=")
    words = _book().get(f"{kind}:{key}") or _book()[kind.value]
    return words[language].replace("{year}", value).replace("{decade}", value)


def _role(before: str, after: str) -> str:
    """The role whose word stands nearest before a name, or in Korean right behind it."""
    near = re.split(r"[.!?;:«»\"\n]", before)[-1]
    found = [
        (match.start(), role)
        for role, pattern in _roles()
        for match in re.finditer(rf"(?<![^\W\d_])(?:{pattern})", near)
    ]
    if found:
        return max(found)[1]
    return next((role for role, pattern in _roles() if re.match(rf"\s?(?:{pattern})", after)), "")


def _decade(words: str) -> str:
    if number := re.search(r"\d{1,2}", words):
        age = int(number[0])
        return "child" if age < 16 else "teens" if age < 20 else str(min(age // 10 * 10, 60))
    return next((key for key, pattern in _WORD_AGES if re.search(pattern, words.lower())), "")


def _part_of_year(words: str, *, birth: bool) -> str:
    year = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", words)
    if year is None:
        return ""
    if birth:
        return f"decade={int(year[0]) // 10 * 10}"
    month = _month(words.lower(), year[0])
    return f"{'early' if month <= 4 else 'middle' if month <= 8 else 'late'}={year[0]}" if month else f"year={year[0]}"


def _month(words: str, year: str) -> int:
    """The month of a date, from 1; 0 if it has none."""
    for names in (_EN_MONTHS, _RU_MONTHS):
        for number, name in enumerate(names, 1):
            if re.search(rf"(?<![^\W\d_]){name}", words):
                return number
    if korean := re.search(r"(\d{1,2})\s?월", words):
        return int(korean[1])
    numbers = [int(number) for number in re.findall(r"\d+", words.replace(year, " "))]
    # 12.03.2019 has the month in the middle, 2019-03-12 at once after the year; a day above 12 cannot be a month.
    first, last = [*numbers, 0, 0][:2]
    month = (first if words.startswith(year) else last) or first
    return month if month <= 12 else (first if 0 < first <= 12 else 0)
