"""A place, a house or a ship met again in another script: Khabarovsk, в Хабаровске, 하바롭스크에서, khabarovsk-camp."""

import re
from collections.abc import Iterator
from functools import lru_cache

from testimonies.deidentify.finding import REMEMBERED, Kind
from testimonies.deidentify.reading import fold
from testimonies.deidentify.rules import words
from testimonies.deidentify.sounds import heard
from testimonies.deidentify.traits import traits
from testimonies.deidentify.transliterate import bases, hangul, keys

# What has a name of its own, and is no person.
NAMED = frozenset({Kind.PLACE, Kind.EMPLOYER, Kind.SITE, Kind.SHIP})
_WORD = re.compile(r"[가-힣]{2,}|[^\W\d_가-힣]{4,}")
# Hangul does not tell as many sounds apart as letters do, so that more of them must agree.
_SHORTEST_SOUND, _SHORTEST_KEY = 5, 4


def is_heard(form: str, text: str) -> bool:
    """Whether the telling word of `form`, its longest that is a name, stands in `text` as it sounds."""
    names = [word for word in _WORD.findall(fold(form)) if _is_name(word)]
    mine = _marks(max(names, key=len)) if names else frozenset()
    return bool(mine) and any(not mine.isdisjoint(_marks(word)) for word in _words(text))


def _is_name(word: str) -> bool:
    """Whether it is no word that everybody writes: the sawmill «Talnik» is told by the second word alone."""
    small = word.islower() and not "가" <= word[0] <= "힣"
    return not (small or traits(word) & {"ordinary", "ambiguous"} or word.lower() in words("general_names"))


def _words(text: str) -> Iterator[str]:
    """The words of a folded text; in hangul also their beginnings, because particles and 시, 역, 항 follow."""
    for word in _WORD.findall(text):
        yield word
        if "가" <= word[0] <= "힣":
            yield from (word[:size] for size in range(2, len(word)))


@lru_cache(maxsize=REMEMBERED)
def _marks(word: str) -> frozenset[str]:
    """What spellings of the word share: its sounds, its key in letters, and its readings in hangul."""
    sounds = {f"s:{sound}" for sound in heard(word) if len(sound) >= _SHORTEST_SOUND}
    readings = {f"h:{reading}" for reading in hangul(word) if len(reading) > 1}
    if "가" <= word[0] <= "힣":
        return frozenset(sounds | readings)
    letters = {f"k:{key}" for base in bases(word) for key in keys(base) if len(key) >= _SHORTEST_KEY}
    return frozenset(sounds | readings | letters)
