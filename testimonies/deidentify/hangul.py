"""Korean names in hangul: a surname with a given name, weighed by syllables, particles, neighbours and the text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from testimonies.deidentify.finding import Finding, Kind
from testimonies.deidentify.frames import called, evident, told_of
from testimonies.deidentify.likeness import ENOUGH, fits, points_of_full, surname_pattern
from testimonies.deidentify.particles import ADDRESS, NAME_TAIL, TAIL, has_final
from testimonies.deidentify.plain_words import is_plain
from testimonies.deidentify.rules import words

RUN = re.compile(r"[가-힣]+")
_TITLE = re.compile(rf"\s?씨|(?:{ADDRESS})")
_AND = re.compile(r"(?:이하고|하고|이랑|랑|이와|와|과|이|은|는|도)?(?:,|·|/|\s?및)?\s(?:그리고 |또 )?|[,·/]\s?")
_APART = tuple(
    re.compile(rf"(?<![가-힣])(?=([가-힣]{{1,2}}) {given}([가-힣]*))")
    for given in ("([가-힣]{2})", "([가-힣] [가-힣])", "([가-힣])(?![가-힣]{3})")
)
_SOLID = 2.5
FULL = "a Korean surname with a given name"


@dataclass(frozen=True)
class Candidate:
    """A stretch that may be a full name, and how many points speak for it."""

    start: int
    end: int
    given: str
    points: float


def find(text: str) -> Iterator[Finding]:
    """Full names written in hangul in `text`."""
    alone = given_alone(text)
    options = [each for run in RUN.finditer(text) for each in _readings(text, run, alone)]
    options = sorted([*options, *_apart(text, alone)], key=lambda each: each.start)
    for each in beside(text, options):
        if each.points >= ENOUGH:
            yield Finding(each.start, each.end, Kind.NAME, sureness(each.points), FULL)


def sureness(points: float) -> float:
    """Confidence for so many points."""
    return 0.95 if points >= 3.5 else 0.75 if points >= _SOLID else 0.55


def is_tail(rest: str) -> bool:
    """Whether the rest of a word is what may follow a name."""
    return rest in {"다", "일"} or TAIL.fullmatch(rest) is not None or NAME_TAIL.fullmatch(rest) is not None


def given_alone(text: str) -> dict[str, float]:
    """What stands at the beginning of words as a given name would, with points: surest with 이 and a particle."""
    found: dict[str, float] = {}
    for run in RUN.finditer(text):
        for size in (1, 2):
            given, rest = run[0][:size], run[0][size:]
            if len(given) < size or not fits(given):
                continue
            if has_final(given[-1]) and (NAME_TAIL.fullmatch(rest) or _spoken_to(text, run, size)):
                found[given] = 2.25
            elif size == 2 and is_tail(rest) and not is_plain(given, rest):
                found.setdefault(given, 1.25)
    return found


def _spoken_to(text: str, run: re.Match[str], size: int) -> bool:
    return run[0][size:] == "아" and text[run.end() : run.end() + 1] in {",", "!", "?"}


def _readings(text: str, run: re.Match[str], alone: dict[str, float]) -> Iterator[Candidate]:
    """The best way to read the beginning of a run as a surname with a given name, if there is one."""
    word = run[0]
    ways: list[Candidate] = []
    for at in _surnames(word):
        for size in (2, 1):
            given, rest = word[at : at + size], word[at + size :]
            if len(given) == size and is_tail(rest):
                ways.append(_weighed(text, run.start(), (word[:at], given, rest), alone))
    if ways:
        yield max(ways, key=lambda each: (each.points, each.end))


def _apart(text: str, alone: dict[str, float]) -> Iterator[Candidate]:
    """A surname and a given name written apart: 김 철수, 리 명 철, 허 진."""
    for match in (each for pattern in _APART for each in pattern.finditer(text)):
        surname, given, rest = match[1], match[2].replace(" ", ""), match[3]
        if not surname_pattern(rare=True).fullmatch(surname) or is_plain(given, rest) or not is_tail(rest):
            continue
        each = _weighed(text, match.start(), (surname, given, rest), alone)
        doubt = 1.5 if surname in words("korean_doubtful") else 0.5
        end = match.end(2)
        sure = 1.5 * (evident(text, match.start(), end) and not evident(text, each.start, each.end))
        yield replace(each, end=end, points=each.points + sure - doubt)


def _surnames(word: str) -> Iterator[int]:
    """How long the surname at the beginning of a word may be: 남궁 may be 남 with 궁 as well."""
    longest = surname_pattern(rare=True).match(word)
    if longest is not None:
        yield from {longest.end(), 1} if surname_pattern(rare=True).fullmatch(word[0]) else {longest.end()}


def _weighed(text: str, start: int, parts: tuple[str, str, str], alone: dict[str, float]) -> Candidate:
    surname, given, rest = parts
    end = start + len(surname) + len(given)
    titled = _TITLE.match(text[end : end + 6]) is not None or called(text, end) is not None
    points = points_of_full(surname, given, rest, titled=titled)
    points += 1.75 * (titled or evident(text, start, end)) or 0.75 * told_of(text, start)
    points += alone.get(given, 0.0)
    return Candidate(start, end, given, points)


def beside(text: str, options: Sequence[Candidate]) -> list[Candidate]:
    """A name beside a name: 김철호와 변상도, or one in a row with commas."""
    weighed = list(options)
    for at, (first, second) in enumerate(pairwise(options)):
        if _AND.fullmatch(text[first.end : second.start]):
            if first.points >= _SOLID:
                weighed[at + 1] = replace(second, points=weighed[at + 1].points + 1.0)
            if second.points >= _SOLID:
                weighed[at] = replace(first, points=weighed[at].points + 1.0)
    return weighed
