"""Hangul to Latin and Cyrillic letters, by the systems in use: each system is a table of initials, vowels and finals.

Latin: Revised Romanisation (South, 2000), McCune-Reischauer (1939, without its signs), the North's own (1992), and two
habits of the press. Cyrillic: Kontsevich's, then the press with чж and with voiced дж, г, д, б. Folding has taken
apostrophes and breves away and writes ё as е, so the tables do too.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

# One row a system: the nineteen initials ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ, the twenty-one vowels
# ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ, the finals ㄱㄴㄷㄹㅁㅂㅅㅇ, and what ㄱㄷㅂㅈ become between voiced
# sounds. "-" is nothing.
_SYSTEMS = {
    "revised": (
        "g kk n d tt r m b pp s ss - j jj ch k t p h",
        "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i",
        "k n t l m p t ng",
        "g d b j",
    ),
    "mccune": (
        "k kk n t tt r m p pp s ss - ch tch ch k t p h",
        "a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i",
        "k n t l m p t ng",
        "g d b j",
    ),
    "north": (
        "k kk n t tt r m p pp s ss - j jj ch kh th ph h",
        "a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i",
        "k n t l m p t ng",
        "g d b j",
    ),
    "press": (
        "k kk n d tt r m b pp s ss - j jj ch k t p h",
        "a ae ya yae u e you ye o wa wae oi yo oo wo we wi yoo eu eui ee",
        "k n t l m p t ng",
        "k d b j",
    ),
    "press-u": (
        "g kk n d tt r m b pp s ss - j jj ch k t p h",
        "a ai ya yae u e yu ye o wa wae oi yo u wo we wi yu u ee i",
        "k n t l m p t ng",
        "g d b j",
    ),
    "kontsevich": (
        "к кк н т тт р м п пп с сс - ч чч чх кх тх пх х",
        "а э я йя о е е йе о ва вэ ве е у во ве ви ю ы ый и",
        "к н т ль м п т н",
        "г д б чж",
    ),
    "russian press": (
        "к кк н т тт р м п пп с сс - чж чч чх кх тх пх х",
        "а э я йя о е е е о ва вэ ве е у во ве ви ю ы и и",
        "к н т ль м п т н",
        "г д б чж",
    ),
    "voiced press": (
        "г кк н д тт р м б пп с сс - дж дж ч к т п х",
        "а э я йя о е е е о ва вэ ве е у во ве ви ю ы и и",
        "к н т ль м п т н",
        "г д б дж",
    ),
}
SYSTEMS = tuple(_SYSTEMS)
_FINAL_PLACES = {1: 0, 4: 1, 7: 2, 8: 3, 16: 4, 17: 5, 19: 6, 21: 7}
_VOICING = {0: 0, 3: 1, 7: 2, 12: 3}  # initials ㄱ ㄷ ㅂ ㅈ
_VOICED_FINALS = {0, 4, 8, 16, 21}


def _split(syllable: str) -> tuple[int, int, int]:
    code = ord(syllable) - 0xAC00
    return code // 588, code // 28 % 21, code % 28


@cache
def _table(system: str) -> tuple[list[str], ...]:
    return tuple([cell.replace("-", "") for cell in row.split()] for row in _SYSTEMS[system])


def _one(syllable: str, system: str, *, voiced: bool) -> str:
    initials, vowels, finals, between = _table(system)
    initial, vowel, final = _split(syllable)
    first = between[_VOICING[initial]] if voiced and initial in _VOICING else initials[initial]
    middle = vowels[vowel]
    if initial == 11 and middle in ("oo", "ee") and system == "press":
        middle = {"oo": "woo", "ee": "yi"}[middle]
    if vowel == 4 and not final and system.startswith("press"):
        middle = "eo"
    if not first and middle == "е" and vowel == 5:
        middle = "э"
    return first + middle + (finals[_FINAL_PLACES[final]] if final in _FINAL_PLACES else "")


def write(hangul: str, system: str) -> str:
    """A name of several syllables as one word, with the voicing between them."""
    after_voiced = [False] + [_split(left)[2] in _VOICED_FINALS for left, _ in pairwise(hangul)]
    return "".join(_one(s, system, voiced=v) for s, v in zip(hangul, after_voiced, strict=True))


def syllable_spellings(syllable: str) -> list[str]:
    """Every way to write one syllable, at the start of a word or inside it, in all systems, the usual ones first."""
    found: dict[str, None] = {}
    for voiced in (False, True):
        for system in SYSTEMS:
            spelling = _one(syllable, system, voiced=voiced)
            found.setdefault(spelling)
            if spelling.startswith("si"):
                found.setdefault("sh" + spelling[1:])
    return list(found)
