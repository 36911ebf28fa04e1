"""Korean names in two words: a surname before a form of address, a surname and a given name written apart."""

import re
from collections.abc import Iterator
from functools import cache

from testimonies.deidentify.finding import Finding, Kind
from testimonies.deidentify.likeness import surname_pattern
from testimonies.deidentify.particles import ADDRESS, PARTICLE, TAIL, has_final
from testimonies.deidentify.rules import either, words

# Forms of address that make a word of their own with the syllable before them, where no space stands between.
_ALSO_WORDS = frozenset(
    {"양", "군", "형", "이모", "기사", "통역", "상사", "의사", "대장", "사장", "대위", "부기", "하사"}
)
# Doubtful surnames that stand before trades as words: one, former, this.
_OFTEN = frozenset("한전조주장현여하두기부")
_NEVER = frozenset("이그나")
# Forms of address that stand behind nothing but a name.
_TO_ANYBODY = (
    "선생",
    "목사",
    "동무",
    "반장",
    "집사",
    "장로",
    "전도사",
    "선교사",
    "아주머니",
    "아저씨",
    "아바이",
    "영감",
)


@cache
def _spoken_to() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![가-힣])({surname_pattern().pattern})(?:\s?({ADDRESS})|\s({either(words('korean_roles'))}))"
        rf"(?:님|들|네)?(?:{PARTICLE}){{0,4}}(?![가-힣])"
    )


def find(text: str) -> Iterator[Finding]:
    """Korean names in two words in `text`."""
    for match in _spoken_to().finditer(text):
        yield from _addressed(match)
    yield from _family_named(text)
    yield from _somebody(text)
    yield from _listed(text)
    yield from _shouted(text)


def _addressed(match: re.Match[str]) -> Iterator[Finding]:
    """A surname with a form of address: 박 씨, 리 반장. In 이 동무 or 전 사장 the first word is no surname."""
    surname, address = match[1], match[2] or match[3]
    if surname + address in words("korean_ordinary") or (" " not in match[0] and address in _ALSO_WORDS):
        return
    if surname in words("korean_doubtful") and not address.startswith(("씨", "동지")):
        if surname not in _NEVER and (address.startswith(_TO_ANYBODY) or surname not in _OFTEN):
            yield Finding(*match.span(1), Kind.NAME, 0.5, "what may be a surname before a form of address")
        return
    end = match.end(2) if address == "씨" else match.end(1)
    yield Finding(match.start(1), end, Kind.NAME, 0.85, "a surname before a form of address")


def _somebody(text: str) -> Iterator[Finding]:
    """A surname of somebody whose name is left out: 김 아무개, 최 모 씨, 예 반장."""
    roles = either(words("korean_roles"))
    pattern = (
        rf"(?<![가-힣])({surname_pattern(rare=True).pattern})(?=\s?(?:아무개|모\s?씨|서방(?:네|은|이)|(?:가|씨)네)|"
        rf"(?<=[예어범좌봉목])\s(?:{roles})(?:님|들)?(?:{PARTICLE}){{0,4}}(?![가-힣]))"
    )
    for match in re.finditer(pattern, text):
        yield Finding(*match.span(1), Kind.NAME, 0.6, "a surname of somebody")


def _family_named(text: str) -> Iterator[Finding]:
    """A surname that is said to be one: 탁가 성을 가진, 성은 한, 박가네."""
    family = surname_pattern().pattern
    for match in re.finditer(
        rf"(?<![가-힣])(?P<one>{family})(?:가|씨)\s?성|(?<![가-힣])성(?:은|이|을)\s(?P<two>{family})(?:가|씨|이고|이라|라고|입|였|이였|이었|예|이에|,|\s?[)\"'])",
        text,
    ):
        group = match.lastgroup or ""
        yield Finding(match.start(group), match.end(group), Kind.NAME, 0.8, "a surname said to be one")


def _listed(text: str) -> Iterator[Finding]:
    """Names side by side with commas, all of them a surname and one or two syllables: 김성철, 림학수, 최진."""
    first, second, single = words("korean_first"), words("korean_second"), words("korean_single")
    for match in re.finditer(r"(?<![가-힣])[가-힣]{2,3}(?:, [가-힣]{2,3}){1,12}(?![가-힣]{3})", text):
        items = list(re.finditer(r"[가-힣]{2,3}", match[0]))
        parts = [_parted(item[0]) for item in items]
        named = [bool(given) and (given in single or (given[0] in first and given[-1] in second)) for given in parts]
        certain = sum(len(given) == 2 and given in words("korean_given") for given in parts)
        if all(named) and certain and not any(item[0] in words("korean_ordinary") for item in items):
            for item in items:
                at = match.start() + item.start()
                yield Finding(at, at + len(item[0]), Kind.NAME, 0.75, "a name in a list of names")


def _parted(word: str) -> str:
    """What is left of a word behind a surname at its beginning."""
    surname = surname_pattern().match(word)
    return word[surname.end() :] if surname else ""


def _shouted(text: str) -> Iterator[Finding]:
    """A name of one syllable by which somebody is called, “혁아, 내려오라!”, and the same behind a surname: 장혁."""
    called = [
        match
        for match in re.finditer(r"(?<![가-힣])([가-힣])아(?=[,!?…]|[\"'»])", text)
        if match[1] in words("korean_single") and has_final(match[1])
    ]
    for match in called:
        yield Finding(*match.span(1), Kind.NAME, 0.75, "a name by which somebody is called")
    for name in {match[1] for match in called}:
        for match in re.finditer(rf"(?<![가-힣])(?:{surname_pattern().pattern}){name}(?={TAIL.pattern})", text):
            yield Finding(*match.span(), Kind.NAME, 0.75, "a surname with a name by which somebody is called")
