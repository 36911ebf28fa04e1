"""Korean words to overlapping pairs of syllables, after the endings are taken off and the North's spelling is met.

A word of one or two syllables is one term; a longer one is its pairs: 충성자금 is 충성, 성자, 자금. So a part of a
compound is found without a dictionary of compounds, and a word in quotes is found by the neighbourhood of its pairs.
The choice against a morphological analyser was made by measuring: docs/adr, "Korean analysis".
"""

from __future__ import annotations

import re

from testimonies.edition.search.analysis import korean_words as words

_FIRST, _VOWELS, _FINALS = 0xAC00, 21, 28
_N, _L, _B, _SS = 4, 8, 17, 20  # final consonants ㄴ, ㄹ, ㅂ, ㅆ by their place among the 28
_UNCONTRACTED = {
    6: 20,
    9: 8,
    10: 11,
    14: 13,
}  # vowels by their place among the 21: ㅕ as ㅣ, ㅘ as ㅗ, ㅙ as ㅚ, ㅝ as ㅜ

_AFTER_CONSONANT, _AFTER_VOWEL = set(words.AFTER_CONSONANT), set(words.AFTER_VOWEL)


def _ending(endings: list[str]) -> re.Pattern[str]:
    longest_first = sorted(set(endings), key=len, reverse=True)
    return re.compile("(?:" + "|".join(longest_first) + ")$")


_PARTICLES = {*words.PARTICLES, *words.AFTER_CONSONANT, *words.AFTER_VOWEL}
_LONGEST_PARTICLE = max(map(len, _PARTICLES))
_VERB_ENDING = _ending(words.ENDINGS)
_LIGHT_VERB = _ending(
    ["받은", "받는", "받고", *(voice + tail for tail in words.LIGHT_VERBS for voice in ("", "당", "시키"))]
)
_VOICE = re.compile("(?:당하|시키|하|되|받)$")
_ALIKE = words.INSIDE | words.LOANS
_NORTHERN = re.compile("|".join(sorted(_ALIKE, key=len, reverse=True)))


def southern(word: str) -> str:
    """The word in the South's spelling: 로동자 as 노동자, 로씨야 as 러시아. A single syllable stays as it is."""
    return _NORTHERN.sub(lambda found: _ALIKE[found.group()], word) if len(word) > 1 else word


def _initial(stem: str) -> str:
    return words.INITIALS.get(stem[0], stem[0]) + stem[1:] if len(stem) > 1 else stem


def final(syllable: str) -> int:
    """The place of its final consonant among the 28, 0 for none."""
    return (ord(syllable) - _FIRST) % _FINALS


def _without_final(syllable: str) -> str:
    return chr(ord(syllable) - final(syllable))


def _past(word: str) -> str | None:
    """The stem of a past form, contractions undone: 맞았다 as 맞, 때렸다 as 때리, 구타했다 as 구타하."""
    for at in range(len(word) - 1, max(-1, len(word) - 6), -1):
        if final(word[at]) != _SS or word[at] == "있" or word[at + 1 :] not in words.PAST_TAILS:
            continue
        if word[at] in "었았였겠" and at:
            return word[:at]
        bare = _without_final(word[at])
        vowel = (ord(bare) - _FIRST) // _FINALS % _VOWELS
        if bare == "해":
            return word[:at] + "하"
        return word[:at] + chr(ord(bare) + (_UNCONTRACTED.get(vowel, vowel) - vowel) * _FINALS)
    return None


def _fits(left: str, particle: str) -> bool:
    """Whether the particle can stand after this sound, and its first syllable is not the end of the noun."""
    if left[-1] + particle[0] in words.NOUN_ENDS or left + particle[0] in words.WHOLE:
        return False
    closed = final(left[-1])
    if particle in _AFTER_CONSONANT:
        return bool(closed)
    if particle in _AFTER_VOWEL:
        return not closed or (closed == _L and particle.startswith("로"))
    return True


def _particle(word: str) -> int:
    """How many syllables of the end are a particle: the longest that fits, 0 for none."""
    for length in range(min(_LONGEST_PARTICLE, len(word) - 1), 0, -1):
        if word[-length:] in _PARTICLES and _fits(word[:-length], word[-length:]):
            return length
    return 0


def _verb(word: str) -> str | None:
    """The stem of a verb in the present, or None when nothing says it is one."""
    found = _LIGHT_VERB.search(word)
    if found and found.start() >= 2 and word[-2:] not in words.NOUN_ENDS:
        return word[: found.start()]
    if len(word) < 3:
        return None
    if word.endswith("는다"):
        return word[:-2]
    if word.endswith("니다") and final(word[-3]) == _B:
        return word[:-3] + _without_final(word[-3])
    if word.endswith("다") and final(word[-2]) == _N:
        return word[:-2] + _without_final(word[-2])
    return None


def _noun(word: str) -> str:
    """The word without its particles, or a verb's plain ending, then without the plural and without 씨."""
    length = _particle(word)
    if not length and word[-2:] not in words.NOUN_ENDS:
        found = _VERB_ENDING.search(word)
        length = len(word) - found.start() if found and found.start() else 0
    word = word[: len(word) - length]
    if len(word) > 1 and word[-1] in "들씨" and word[-2:] not in words.NOUN_ENDS:
        word = word[:-1]
    return word


def base(word: str) -> str:
    """A word of running text without what grammar added: 노동자들이 as 노동자, 구타당했다 as 구타."""
    if len(word) == 1 or word in words.WHOLE:
        return word
    verb = _past(word)
    if verb is None:
        verb = _verb(word)
    stem = _noun(word) if verb is None else verb
    stem = words.P_IRREGULAR.get(stem, stem)
    voice = _VOICE.search(stem)
    if voice and voice.start() >= 2 and stem != word:
        return stem[: voice.start()]
    if verb is not None and len(stem) > 2 and stem[-1] == "이":
        return stem[:-1]
    return stem


def grams(word: str) -> list[tuple[str, int, int]]:
    """The terms of one run of hangul, each with where it stands in the run."""
    south = southern(word)
    stem = _initial(base(south))
    if len(south) != len(word):
        places = [(0, len(word))] * len(stem)
    else:
        places = [(at, min(at + 2, len(stem))) for at in range(len(stem))]
    if len(stem) <= 2:
        return [(stem, 0, len(word) if len(south) != len(word) else len(stem))]
    return [(stem[at : at + 2], *places[at]) for at in range(len(stem) - 1)]
