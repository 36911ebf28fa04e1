"""Korean words that everybody uses: what looks like a name and is none."""

from functools import cache

from testimonies.deidentify.particles import TAIL
from testimonies.deidentify.rules import words

# What makes another plain word of a plain word: 심사관, 변호인, 방청석, 긴급한.
SUFFIXES = frozenset("한하해히된될되적관인문석자명복성함물품증비금지서사벌객생권")


@cache
def plain_words() -> frozenset[str]:
    """All listed words."""
    return words("korean_ordinary") | words("korean_plain") | words("korean_roles")


def is_plain(word: str, rest: str = "") -> bool:
    """Whether `word`, or a shorter word with a particle before `rest`, is one that everybody uses."""
    known = plain_words()
    if word in known or any(word + rest[:more] in known and TAIL.fullmatch(rest[more:]) for more in (1, 2) if rest):
        return True
    if len(word) == 3 and word[:2] in known and word[2] in SUFFIXES:
        return True
    return any(word[:size] in known and TAIL.fullmatch(word[size:] + rest) for size in (2, 3) if size < len(word))
