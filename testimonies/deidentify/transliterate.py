"""One name in three scripts: keys under which its spellings meet.

Korean names meet by the hangul they can stand for, all others by a key made of sounds that every transcription keeps.
"""

import re
from functools import lru_cache
from itertools import product

from testimonies.deidentify.finding import REMEMBERED
from testimonies.deidentify.syllables import bare, given, split, surnames

_CYRILLIC = str.maketrans(
    {"а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "ж",
     "з": "z", "и": "i", "й": "i", "к": "k", "л": "l", "м": "m",
     "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
     "ф": "f", "х": "x", "ц": "ц", "ч": "ч", "ш": "ш", "щ": "ш",
     "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "u", "я": "a"}
)  # fmt: skip
_LATIN = (
    ("shch", "ш"), ("sch", "ш"), ("tch", "ч"), ("zh", "ж"), ("kh", "χ"), ("ch", "ч"), ("sh", "ш"), ("ts", "ц"),
    ("tz", "ц"), ("ph", "f"),
    ("ck", "k"), ("x", "ks"), ("w", "v"), ("y", "i"), ("j", "i"), ("c", "k"), ("q", "k"), ("h", "χ"), ("χ", "x"),
)  # fmt: skip
_ENDS = re.compile(r"(?:ого|ому|ыми|ой|ою|ом|ем|ём|ей|ым|ых|ую|ая|ий|ии|ию|ия|а|у|е|ы|и|ю|я|й|ь)$")


@lru_cache(maxsize=REMEMBERED)
def keys(word: str) -> frozenset[str]:
    """The keys of one word that is no Korean name; ё has two, because half of all papers write it е."""
    word = bare(word)
    if re.search(r"[а-яё]", word):
        return frozenset(_reduce(word.replace("ё", yo).translate(_CYRILLIC)) for yo in ("e", "o"))
    for latin, sound in _LATIN:
        word = word.replace(latin, sound)
    return frozenset({_reduce(word)})


def _reduce(word: str) -> str:
    word = re.sub(r"i(?=[aeou])", "", word)
    return re.sub(r"(.)\1", r"\1", word)


@lru_cache(maxsize=REMEMBERED)
def stems(word: str) -> frozenset[str]:
    """A Cyrillic word in small letters with and without each ending it may carry."""
    word = word.lower()
    found = {word}
    if re.search(r"[а-я]", word):
        for size in (3, 2, 1):
            if _ENDS.fullmatch(word[-size:]) and len(word) - size >= 2:
                found |= {word[:-size], word[:-size] + "ь"}
    return frozenset(found)


@lru_cache(maxsize=REMEMBERED)
def bases(word: str) -> frozenset[str]:
    """The words a Cyrillic form may come from: Сергею from Сергей, Наташе from Наташа."""
    found = stems(word)
    return found | {stem + end for stem in found if re.search(r"[а-я]$", stem) for end in "йая"}


@lru_cache(maxsize=REMEMBERED)
def hangul(name: str) -> frozenset[str]:
    """Every hangul spelling of a Korean given name or full name written in any script; none if it is not one."""
    parts = name.replace("-", " ").split()
    if not parts or len(parts) > 4:
        return frozenset()
    if re.fullmatch(r"[가-힣 ]+", name):
        return frozenset({name.replace(" ", "")})
    found: set[str] = set()
    for last in stems(parts[-1]):
        words = [bare(part) for part in (*parts[:-1], last)]
        found |= _as_given(words) | _as_full(words) | (_as_full([words[-1], *words[:-1]]) if len(words) > 1 else set())
    return frozenset(found)


def _as_given(words: list[str]) -> set[str]:
    """One word of one or two syllables, or two words of one."""
    if len(words) == 2:
        ways = [tuple(words)] if all(word in given() for word in words) else []
    else:
        ways = list(split(words[0])) if len(words) == 1 else []
    return {"".join(syllables) for way in ways for syllables in product(*(given()[written] for written in way))}


def _as_full(words: list[str]) -> set[str]:
    """A surname and a given name."""
    if words[0] not in surnames() or len(words) < 2:
        return set()
    return {first + rest for first in surnames()[words[0]] for rest in _as_given(words[1:])}


def same(one: str, other: str) -> bool:
    """Whether two spellings, in any scripts and cases, can be one name."""
    if bare(one) == bare(other) or hangul(one) & hangul(other):
        return True
    ones, others = one.split(), other.split()
    return len(ones) == len(others) and all(_meet(a, b) for a, b in zip(sorted(ones), sorted(others), strict=True))


def _meet(one: str, other: str) -> bool:
    return any(keys(a) & keys(b) for a in bases(one) for b in bases(other) if len(bare(a)) > 2)
