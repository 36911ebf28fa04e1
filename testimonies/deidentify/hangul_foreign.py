"""Russian and other foreign names in hangul: by a list, by endings, and by how they sound."""

import re
from collections.abc import Iterator
from functools import cache

from testimonies.deidentify.finding import Finding, Kind
from testimonies.deidentify.foreign_sounds import ENDED, is_foreign, is_half_foreign
from testimonies.deidentify.frames import evident
from testimonies.deidentify.particles import TAIL
from testimonies.deidentify.rules import either, words
from testimonies.deidentify.sounds import merged, sound
from testimonies.deidentify.syllables import surnames
from testimonies.deidentify.transliterate import keys

_OFTEN = frozenset("김박최황리강윤안한정조장임림유류오남신손문전심")
_THROUGH_RUSSIAN = frozenset(
    ("텐", "쪼이", "초이", "췌", "체", "뎨", "니", "뗀", "찬", "유가이", "노가이", "허가이", "하가이")
)
# What ends foreign names as often as it is a particle: Татьяна is 타티야나.
_LAST_SYLLABLES = frozenset("나야이아라")
_PARTICLE = re.compile("[은는이가을를의에도로와과고며서]$")
_RUN = re.compile(r"[가-힣]{2,}")


@cache
def _listed() -> re.Pattern[str]:
    return re.compile(rf"(?<![가-힣])(?:{either(words('korean_foreign'))})")


# What is done to people alone: given to them, heard from them.
_TO_PEOPLE = re.compile(r"(?:에게|한테|께|더러)|이?라는 ?(?:사람|녀자|여자|이름|분|친구)|씨(?![가-힣])")


def find(text: str) -> Iterator[Finding]:
    """Foreign names in hangul in `text`; a surname or a first name beside them is taken along."""
    found = {match.span(): "the ending of a Russian name in hangul" for match in ENDED.finditer(text)}
    found |= {match.span(): "a foreign name in hangul" for match in _listed().finditer(text)}
    found |= {
        (run.start(), run.start() + size): "a foreign name by its sound"
        for run in _RUN.finditer(text)
        if (size := _sounding(run[0], text[run.end() :]))
    }
    found |= {span: "sounds like no Korean word" for span in _strange(text) if span not in found}
    for (start, end), why in found.items():
        last = _second_word(text, start, end)
        if not (last or TAIL.match(text, end)):
            continue
        first = _with_surname(text, start)
        also_word = text[start:end] in words("korean_foreign_words")
        if last or first < start or _is_person(text, start, end) or (not also_word and end - start > 1):
            yield Finding(first, last or end, Kind.NAME, 0.95 if last or first < start else 0.8, why)


def _strange(text: str) -> Iterator[tuple[int, int]]:
    """Stretches at the beginning of words that sound like no Korean word, without their particles."""
    for run in _RUN.finditer(text):
        word = run[0]
        for size in (*range(2, len(word)), len(word)):
            rest = word[size:]
            if rest not in _LAST_SYLLABLES and TAIL.fullmatch(rest) and is_foreign(word[:size]):
                yield run.start(), run.start() + size
                break


def _is_person(text: str, start: int, end: int) -> bool:
    return evident(text, start, end) or _TO_PEOPLE.match(text, end) is not None


def _second_word(text: str, start: int, end: int) -> int:
    """The end of a patronymic or a surname that stands behind a first name; 0 where none does."""
    after = re.compile(r" ([가-힣]+)").match(text, end)
    if after is None:
        return 0
    word: str = after[1]
    # With a particle before without one, and 나 or 야 at the end is more often a woman's ending than a particle.
    for size in (*range(len(word) - 1, 0, -1), len(word)):
        stem, rest = word[:size], word[size:]
        if not TAIL.fullmatch(rest) or rest in {"나", "야"} or stem in words("korean_ordinary"):
            continue
        family = len(stem) == 1 and stem in _family() and rest and text[start:end] not in words("korean_foreign_words")
        if family or (len(stem) <= 8 and (ENDED.fullmatch(stem) or is_half_foreign(stem))):
            return after.start(1) + len(stem)
    return 0


def _with_surname(text: str, start: int) -> int:
    """Where the name begins: with a surname before it, or with the first name of somebody foreign."""
    before = re.search(r"(?<![가-힣])([가-힣]{1,8}) $", text[max(0, start - 10) : start])
    if before is None:
        return start
    word = before[1]
    named = _listed().fullmatch(word) or is_foreign(word) or (ENDED.match(text, start) and not _PARTICLE.search(word))
    first_name = len(word) > 2 and is_half_foreign(word) and named
    return start - len(word) - 1 if word in _family() or first_name else start


@cache
def _family() -> frozenset[str]:
    """Surnames of Koreans, and the way some are written after they went through Russian papers."""
    common = {name for hangul in surnames().values() for name in hangul if name in _OFTEN}
    return frozenset(common | _THROUGH_RUSSIAN)


def _sounding(run: str, after: str) -> int:
    """How many syllables at the beginning of the run sound like a listed Russian name; 0 for none.

    Short names sound like too many words: they count only where something is given to them or heard from them.
    """
    for size in range(len(run), 1, -1):
        heard, tail = sound(run[:size]), run[size:] + after
        least = 4 if _TO_PEOPLE.match(tail) else 6
        fits = len(heard) >= least and heard in _sounds() and run[:size] not in words("korean_ordinary")
        if fits and TAIL.fullmatch(run[size:]):
            return size
    return 0


@cache
def _sounds() -> frozenset[str]:
    return frozenset(heard for name in words("russian_given") for key in keys(name) if len(heard := merged(key)) > 3)
