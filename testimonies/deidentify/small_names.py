"""Names written without capitals, as in messages: only where two words speak for a name together."""

import re
from collections.abc import Iterator

from testimonies.deidentify.finding import Finding, Kind
from testimonies.deidentify.rules import words
from testimonies.deidentify.traits import traits

_PAIR = re.compile(
    r"(?<![\w@./-])(?=([a-zа-яё'-]{2,}) ([a-zа-яё'-]{2,})(?: ([a-zа-яё'-]{2,}))?(?![a-zа-яё0-9_@]|\.\w))"
)
_WORDS = {"ordinary", "title", "place"}


def find(text: str) -> Iterator[Finding]:
    """Korean full names and Russian or English names of two words in small letters."""
    for match in _PAIR.finditer(text):
        for size in (3, 2):
            group = [match[number] for number in range(1, size + 1)]
            if None not in group and _is_name(group):
                yield Finding(match.start(1), match.end(size), Kind.NAME, 0.7, "a name in small letters")
                break


def _is_name(group: list[str]) -> bool:
    kinds = [traits(word) for word in group]
    if any(kind & _WORDS for kind in kinds):
        return False
    first, *rest = kinds
    european = len(rest) == 1 and "given" in first and "ambiguous" not in first
    if european and (rest[0] & {"patronymic", "certain"} or ("surname" in rest[0] and "ambiguous" not in rest[0])):
        return True
    if "ksurname" not in first or "ambiguous" in first or len(group[0]) < 2 or group[0] in words("russian_small"):
        return False
    if len(rest) == 1:
        return "hyphen" in rest[0] and "distinct" in rest[0]
    return all("k1" in kind for kind in rest) and any("distinct" in kind and "ambiguous" not in kind for kind in rest)
