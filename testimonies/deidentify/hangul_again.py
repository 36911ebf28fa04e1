"""A Korean name found once, everywhere else in the text: the given name alone, the surname with a title."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from testimonies.deidentify.finding import Finding, Kind
from testimonies.deidentify.hangul import FULL
from testimonies.deidentify.likeness import surname_pattern
from testimonies.deidentify.particles import NAME_TAIL, PARTICLE, TAIL, has_final
from testimonies.deidentify.plain_words import plain_words
from testimonies.deidentify.rules import either, words

_LEAST = 0.55
_WHY = "a name found elsewhere in the text"
_WITH_I = re.compile(rf"이(?:(?:{PARTICLE}){{1,3}})?(?![가-힣])")
_AS_FAMILY = r"씨|가(?: ?놈| ?[둘셋넷]|네|라고|이[고라던]|는|와|하고)|네(?![가-힣])"

_TRADE = r"[가-힣]{1,5}(?:장|원|사|관|공|수|인|비서|위원|책임자)"


@dataclass
class Known:
    """Names of one text, taken apart."""

    names: dict[str, float] = field(default_factory=dict)
    surnames: dict[str, float] = field(default_factory=dict)
    singles: dict[str, float] = field(default_factory=dict)


def find(text: str, found: Iterable[Finding]) -> Iterator[Finding]:
    """Further places in `text` where a hangul name of `found`, or a part of it, stands."""
    known = _taken_apart(text, found)
    for name, confidence in known.names.items():
        yield from _names(text, name, confidence)
    for name, confidence in known.singles.items():
        yield from _singles(text, name, confidence)
    for surname, confidence in known.surnames.items():
        yield from _surnames(text, surname, confidence)


def _taken_apart(text: str, found: Iterable[Finding]) -> Known:
    known = Known()
    for finding in sorted(found, key=lambda each: each.confidence):
        whole = text[finding.start : finding.end]
        if finding.confidence < _LEAST or not re.fullmatch(r"[가-힣]+(?: [가-힣]+)*", whole):
            continue
        name, confidence = whole.replace(" ", ""), min(finding.confidence, 0.8)
        if finding.why.endswith("with 이"):
            name = name[:-1]
        if len(name) == 1 and not finding.why.startswith("a surname"):
            known.singles[name] = confidence if finding.why == "a name of one syllable" else min(confidence, 0.7)
        elif len(name) > 1 and not name.endswith("씨"):
            known.names |= dict.fromkeys([name, *(part for part in whole.split() if len(part) > 1)], confidence)
        surname = surname_pattern(rare=True).match(name)
        if surname is None:
            continue
        given = name[surname.end() :]
        if finding.why == FULL or " " in whole or len(name) == 3:
            known.surnames[surname[0]] = confidence
            if len(given) == 1:
                known.singles[given] = min(confidence, 0.7)
            elif len(given) == 2:
                known.names[given] = confidence
    return known


def _names(text: str, name: str, confidence: float) -> Iterator[Finding]:
    """The name with whatever particles; a plain word where it begins a word, as a doubt."""
    sure = 0.5 if name in plain_words() else min(confidence, 0.7)
    for match in re.finditer(rf"(?<![가-힣]){name}", text):
        if has_final(name[-1]) and (suffix := NAME_TAIL.match(text, match.end())):
            yield Finding(match.start(), suffix.start() + 1, Kind.NAME, max(sure, 0.6), _WHY)
        elif TAIL.match(text, match.end()):
            yield Finding(*match.span(), Kind.NAME, sure, _WHY)


def _singles(text: str, name: str, confidence: float) -> Iterator[Finding]:
    """최진 is 진이 to friends, and “진아!” when called."""
    if has_final(name):
        for match in re.finditer(rf"(?<![가-힣]){name}(?={_WITH_I.pattern})", text):
            if name + "이" not in plain_words():
                yield Finding(match.start(), match.end() + 1, Kind.NAME, min(confidence, 0.7), _WHY)
    if confidence > 0.7:
        for match in re.finditer(
            rf"(?<![가-힣]){name}(?=(?:은|는|이|가|을|를|의|에게|한테|도|과|와|라|이라|씨| 씨)+(?![가-힣]))", text
        ):
            yield Finding(*match.span(), Kind.NAME, 0.5, _WHY)
    call = rf"(?<![가-힣]){name}(?=[아야]\s?[,!?.…\"'»])|(?<=[\"'«]){name}(?=[,!?.\"'»])"
    for match in re.finditer(call, text):
        yield Finding(*match.span(), Kind.NAME, 0.6, _WHY)


def _surnames(text: str, surname: str, confidence: float) -> Iterator[Finding]:
    """The surname before a title, with 씨 or 가, or called out alone."""
    roles = either(words("korean_roles"))
    pattern = (
        rf"(?<![가-힣]){surname}(?=\s(?:{roles}|{_TRADE})(?:님|들|네)?(?:{PARTICLE}){{0,4}}(?![가-힣]))|"
        rf"(?<![가-힣]){surname}(?=\s?(?:{_AS_FAMILY}))|(?<=[\"'«]){surname}(?=[,!?\"'»])"
    )
    for match in re.finditer(pattern, text):
        yield Finding(*match.span(), Kind.NAME, min(confidence, 0.7), _WHY)
    if len(surname) == 2:
        yield from _names(text, surname, confidence)
