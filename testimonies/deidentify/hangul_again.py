"""A Korean name found once, everywhere else in the text: the given name alone, the surname with a title."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from testimonies.deidentify.finding import Finding, Kind
from testimonies.deidentify.hangul import FULL, RUN
from testimonies.deidentify.hangul_given import ONE
from testimonies.deidentify.likeness import surname_pattern
from testimonies.deidentify.particles import NAME_TAIL, PARTICLE, TAIL, has_final
from testimonies.deidentify.plain_words import plain_words
from testimonies.deidentify.rules import either, words

_LEAST = 0.55
_WHY = "a name found elsewhere in the text"
_LONGEST = 8
_HANGUL = re.compile(r"[가-힣]+(?: [가-힣]+)*")
# Surer than this is a name of one syllable only where the text says that somebody is called so.
_SAID = 0.7
_WITH_I = re.compile(rf"이(?:(?:{PARTICLE}){{1,3}})?(?![가-힣])")
_CALLED = re.compile(r"[아야]\s?[,!?.…\"'»]")
_AFTER_ONE = re.compile(r"(?:은|는|이|가|을|를|의|에게|한테|도|과|와|라|이라|씨| 씨)+(?![가-힣])")
_AS_FAMILY = re.compile(r"\s?(?:씨|가(?: ?놈| ?[둘셋넷]|네|라고|이[고라던]|는|와|하고)|네(?![가-힣]))")
_TRADE = r"[가-힣]{1,5}(?:장|원|사|관|공|수|인|비서|위원|책임자)"


@cache
def _titled() -> re.Pattern[str]:
    roles = either(words("korean_roles"))
    return re.compile(rf"\s(?:{roles}|{_TRADE})(?:님|들|네)?(?:{PARTICLE}){{0,4}}(?![가-힣])")


@dataclass
class Known:
    """Names of one text, taken apart, with how sure each was."""

    names: dict[str, float] = field(default_factory=dict)
    surnames: dict[str, float] = field(default_factory=dict)
    singles: dict[str, float] = field(default_factory=dict)

    def add(self, whole: str, finding: Finding) -> None:
        """Keep a name and the parts by which it may be met again."""
        name, confidence = whole.replace(" ", ""), min(finding.confidence, 0.8)
        if len(name) == 1:
            if not finding.why.startswith("a surname"):
                self.singles[name] = confidence if finding.why == ONE else min(confidence, 0.7)
            return
        self.names |= dict.fromkeys([name, *(part for part in whole.split() if len(part) > 1)], confidence)
        surname = surname_pattern(rare=True).match(name)
        if surname and (finding.why == FULL or " " in whole or len(name) == 3):
            self.surnames[surname[0]] = confidence
            self._add_given(name[surname.end() :], confidence)

    def _add_given(self, given: str, confidence: float) -> None:
        if len(given) == 1:
            self.singles[given] = min(confidence, 0.7)
        elif len(given) == 2:
            self.names[given] = confidence


def find(text: str, found: Iterable[Finding]) -> Iterator[Finding]:
    """Further places in `text` where a hangul name of `found`, or a part of it, stands."""
    known = _taken_apart(text, found)
    for run in RUN.finditer(text):
        for size in range(1, min(len(run[0]), _LONGEST) + 1):
            part, start, end = run[0][:size], run.start(), run.start() + size
            for names, way in ((known.names, _name), (known.singles, _single), (known.surnames, _surname)):
                if part in names and (there := way(text, start, end, names[part])) is not None:
                    yield there


def _taken_apart(text: str, found: Iterable[Finding]) -> Known:
    known = Known()
    for finding in sorted(found, key=lambda each: each.confidence):
        whole = text[finding.start : finding.end]
        if finding.confidence >= _LEAST and _HANGUL.fullmatch(whole) and not whole.endswith("씨"):
            known.add(whole.removesuffix("이") if finding.why.endswith("with 이") else whole, finding)
    return known


def _name(text: str, start: int, end: int, confidence: float) -> Finding | None:
    """The name with whatever particles; a plain word where it begins a word, as a doubt."""
    sure = 0.5 if text[start:end] in plain_words() else min(confidence, 0.7)
    if has_final(text[end - 1]) and NAME_TAIL.match(text, end):
        return Finding(start, end + 1, Kind.NAME, max(sure, 0.6), _WHY)
    return Finding(start, end, Kind.NAME, sure, _WHY) if TAIL.match(text, end) else None


def _single(text: str, start: int, end: int, confidence: float) -> Finding | None:
    """최진 is 진이 to friends, and “진아!” when called."""
    if has_final(text[start]) and text[start] + "이" not in plain_words() and _WITH_I.match(text, end):
        return Finding(start, end + 1, Kind.NAME, min(confidence, 0.7), _WHY)
    if _CALLED.match(text, end) or _quoted(text, start, end):
        return Finding(start, end, Kind.NAME, 0.6, _WHY)
    return Finding(start, end, Kind.NAME, 0.5, _WHY) if confidence > _SAID and _AFTER_ONE.match(text, end) else None


def _surname(text: str, start: int, end: int, confidence: float) -> Finding | None:
    """The surname before a title, with 씨 or 가, or called out alone."""
    if _titled().match(text, end) or _AS_FAMILY.match(text, end) or _quoted(text, start, end):
        return Finding(start, end, Kind.NAME, min(confidence, 0.7), _WHY)
    return _name(text, start, end, confidence) if end - start > 1 else None


def _quoted(text: str, start: int, end: int) -> bool:
    """Whether it stands alone in quotation marks, or is called out at their beginning."""
    return text[max(0, start - 1) : start] in set("\"'«") and text[end : end + 1] in set(",!?.\"'»")
