"""Korean given names without a surname, and whatever is said to be what somebody is called."""

import re
from collections import Counter
from collections.abc import Iterator

from testimonies.deidentify.finding import Finding, Kind
from testimonies.deidentify.frames import evident, search_called
from testimonies.deidentify.hangul import RUN, Candidate, beside, is_tail, sureness
from testimonies.deidentify.likeness import ENOUGH, points_of_given
from testimonies.deidentify.particles import NAME_TAIL, has_final
from testimonies.deidentify.plain_words import is_plain, plain_words
from testimonies.deidentify.rules import words

_NAMED_ONE = re.compile(r"(?:이라|라)(?:고|는)")
ONE = "a name of one syllable"
_CALLED_OUT = re.compile(r"[\"'«-][가-힣]이[,!?.]")


def find(text: str) -> Iterator[Finding]:
    """Given names alone in `text`."""
    often = Counter(run[0][:2] for run in RUN.finditer(text) if is_tail(run[0][2:]))
    options = [each for run in RUN.finditer(text) if (each := _weighed(text, run, often))]
    for each in beside(text, options):
        if each.points >= ENOUGH:
            suffix = has_final(each.given[1]) and NAME_TAIL.match(text, each.start + 2) is not None
            why = "a given name with 이" if suffix else "a given name"
            yield Finding(each.start, each.start + 2 + suffix, Kind.NAME, sureness(each.points), why)
    for run in RUN.finditer(text):
        if (found := _short(text, run) or _introduced(text, run)) is not None:
            yield found


def _weighed(text: str, run: re.Match[str], often: Counter[str]) -> Candidate | None:
    """Two syllables that are listed, or that stand where a name is expected, or before what follows only names."""
    word, rest = run[0][:2], run[0][2:]
    with_i = word[1:] == "이" and has_final(word[0]) and word not in words("korean_given")
    if len(word) < 2 or with_i or not is_tail(rest):
        return None
    end = run.start() + 2
    points = points_of_given(word, rest) + 0.5 * (often[word] > 1) + 1.75 * evident(text, run.start(), end)
    return Candidate(run.start(), end, word, points)


def _short(text: str, run: re.Match[str]) -> Finding | None:
    """A name of one syllable with 이 and a particle, which no other word of one syllable has: 혁이는, 향이가."""
    word, rest = run[0][:1], run[0][1:]
    if (
        word in words("korean_single")
        and _NAMED_ONE.match(rest)
        and re.search(r"(?:자신을|나를|저를|이름이|이름은|그를|[\"'«])\s?$", text[: run.start()][-5:])
    ):
        return Finding(run.start(), run.start() + 1, Kind.NAME, 0.75, ONE)
    fitting = word in words("korean_single") and has_final(word) and word + "이" not in plain_words()
    called = rest == "이" and _CALLED_OUT.match(text[max(0, run.start() - 1) : run.end() + 1]) is not None
    if fitting and (called or NAME_TAIL.fullmatch(rest)) and not is_plain(run[0]):
        return Finding(run.start(), run.start() + 2, Kind.NAME, 0.6, "a given name of one syllable with 이")
    return None


def _introduced(text: str, run: re.Match[str]) -> Finding | None:
    """Whatever is said to be what somebody is called: 보로둘린이라는 사람."""
    match = search_called(text, run.start(), min(len(text), run.end() + 16))
    if match is None or match.start() >= run.end() or not 2 <= match.start() - run.start() <= 7:
        return None
    word = text[run.start() : match.start()]
    if is_plain(word) or re.search(r"(?:다|냐|자|라|까|지|고|은|는|을|를)$", word):
        return None
    return Finding(run.start(), match.start(), Kind.NAME, 0.7, "what somebody is called")
