"""Telephone numbers spelt out in words: 공일공 사사이일, eight nine one four, восемь девятьсот."""

from collections.abc import Iterator

from testimonies.deidentify.finding import Finding, Kind
from testimonies.deidentify.rules import apply, rule

_KO = r"[공영일이삼사오육륙칠팔구]"
_EN = r"(?:zero|oh|nought|one|two|three|four|five|six|seven|eight|nine|double|triple)"
_RU = (
    r"(?:ноль|нуль|один|два|три|четыре|пять|шесть|семь|восемь|девять|десять|\w+надцать|двадцать|тридцать|сорок|пятьдесят|"
    r"шестьдесят|семьдесят|восемьдесят|девяносто|сто|двести|триста|четыреста|пятьсот|шестьсот|семьсот|восемьсот|девятьсот)"
)
_BETWEEN = r"[\s,.–-]{1,3}"

_RULES = (
    rule(
        Kind.PHONE,
        rf"(?<![가-힣])(?:더하기\s)?{_KO}{{2,4}}(?:(?:에|[\s,-]){{1,2}}{_KO}{{2,4}}){{1,4}}(?![가-힣]{{2}})(?<={_KO}{{2}})",
        0.85,
        "a number spelt out",
    ),
    rule(Kind.PHONE, rf"(?<!\w)(?:plus\s)?{_EN}(?:{_BETWEEN}{_EN}){{6,16}}(?!\w)", 0.85, "a number spelt out"),
    rule(Kind.PHONE, rf"(?<!\w)(?:плюс\s)?{_RU}(?:{_BETWEEN}{_RU}){{4,16}}(?!\w)", 0.85, "a number spelt out"),
)


def find(text: str) -> Iterator[Finding]:
    """Numbers spelt out in `text`."""
    return apply(_RULES, text)
