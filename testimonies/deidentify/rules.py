"""Rules as data: a pattern, what it finds, how surely, and why, applied one after the other."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from testimonies.deidentify.finding import Finding, Kind

_LISTS = Path(__file__).parent / "lists"


@dataclass(frozen=True)
class Rule:
    """A pattern whose named group that took part (or, without one, the whole of it) is a finding."""

    kind: Kind
    pattern: re.Pattern[str]
    confidence: float
    why: str


def rule(kind: Kind, pattern: str, confidence: float, why: str, *, exact: bool = False) -> Rule:
    """A rule from a pattern written over several lines; letters count alike in upper and lower case unless `exact`."""
    flags = re.VERBOSE | (re.NOFLAG if exact else re.IGNORECASE)
    return Rule(kind, re.compile(pattern, flags), confidence, why)


def apply(rules: Iterable[Rule], text: str) -> Iterator[Finding]:
    """Every match of every rule, overlapping ones included."""
    for each in rules:
        for match in each.pattern.finditer(text):
            start, end = match.span(match.lastgroup or 0)
            if start < end:
                yield Finding(start, end, each.kind, each.confidence, each.why)


@cache
def words(name: str) -> frozenset[str]:
    """The words of `lists/NAME.txt`: separated by white space, `#` begins a remark."""
    return frozenset(ordered(name))


@cache
def ordered(name: str) -> tuple[str, ...]:
    """The words of `lists/NAME.txt` as they stand."""
    lines = (_LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(word for line in lines for word in line.partition("#")[0].split())


@cache
def phrases(name: str) -> tuple[str, ...]:
    """The lines of `lists/NAME.txt`, which may hold spaces."""
    lines = (_LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(text for line in lines if (text := line.partition("#")[0].strip()))


def either(alternatives: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first, in verbose patterns too."""
    return "|".join(re.escape(word) for word in sorted(alternatives, key=lambda word: (-len(word), word)))
