"""Who or what the findings of one account are about: one person is one subject in every paragraph and language."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from testimonies.deidentify.finding import REMEMBERED, Finding, Kind
from testimonies.deidentify.propose import LANGUAGES, detail, marked, phrase
from testimonies.deidentify.sounds import heard
from testimonies.deidentify.syllables import bare, surnames
from testimonies.deidentify.transliterate import bases, hangul, keys, stems

_NUMBERED = {Kind.NAME, Kind.NICKNAME}
_HONORIFIC = re.compile(r"^(?:mr|mrs|ms|miss|господин\w*|госпож\w*|г-н\w?|г-ж\w{1,2})\.?\s+|\s?씨$", re.IGNORECASE)


@dataclass(frozen=True)
class Passage:
    """A text of an account: `key` is the caller's name for it, such as `en:p3` or `ru:title`."""

    key: str
    language: str
    text: str


@dataclass(frozen=True)
class Subject:
    """One person or fact: every original form found, and the marked phrase proposed for each language."""

    kind: Kind
    about: str
    forms: frozenset[str]
    places: tuple[tuple[str, int, int], ...] = field(compare=False)
    phrases: Mapping[str, str] = field(compare=False)


def gather(
    passages: Sequence[Passage], findings: Mapping[str, Iterable[Finding]], *, taken: Iterable[str] = ()
) -> list[Subject]:
    """Subjects of an account, in the order in which they first appear; `findings` by the key of the passage.

    `taken` are marked phrases that stand for others already: nobody new is given one of them.
    """
    texts = {passage.key: passage.text for passage in passages}
    places = [(passage.key, finding) for passage in passages for finding in findings.get(passage.key, ())]
    groups: list[Subject] = []
    # The fullest names first, so that a bare surname finds the person it belongs to.
    for key, finding in sorted(places, key=lambda place: -len(_core(texts[place[0]], place[1]).split())):
        form = texts[key][finding.start : finding.end]
        new = Subject(
            finding.kind, detail(texts[key], finding), frozenset({form}), ((key, finding.start, finding.end),), {}
        )
        _join(groups, new)
    order = {passage.key: number for number, passage in enumerate(passages)}
    groups = [
        replace(group, places=tuple(sorted(group.places, key=lambda at: (order[at[0]], at[1])))) for group in groups
    ]
    groups.sort(key=lambda group: (order[group.places[0][0]], group.places[0][1]))
    return _with_phrases(groups, frozenset(taken))


def _core(text: str, finding: Finding) -> str:
    return _HONORIFIC.sub("", text[finding.start : finding.end])


def _join(groups: list[Subject], new: Subject) -> None:
    """Add a finding to the subject it is about, or begin one."""
    form = next(iter(new.forms))
    fitting = [
        number for number, group in enumerate(groups) if group.kind == new.kind and _about_same(group, new, form)
    ]
    exact = [number for number in fitting if form in groups[number].forms]
    chosen = exact or fitting
    # A surname that two people bear says nothing about which of them is meant.
    if not chosen or (len(chosen) > 1 and not exact and _is_surname(form)):
        groups.append(new)
        return
    old = groups[chosen[0]]
    groups[chosen[0]] = replace(
        old, forms=old.forms | new.forms, places=old.places + new.places, about=old.about or new.about
    )


def _about_same(group: Subject, new: Subject, form: str) -> bool:
    if new.kind in _NUMBERED:
        return any(same_person(form, other) for other in group.forms)
    return group.about == new.about and any(_alike(form, other) for other in group.forms)


def _alike(one: str, other: str) -> bool:
    """Numbers by their digits, words by their sounds."""
    digits = re.sub(r"\D", "", one)
    if len(digits) > 4 or digits != re.sub(r"\D", "", other):
        return digits == re.sub(r"\D", "", other) and len(digits) > 4
    return bare(one) == bare(other) or any(keys(a) & keys(b) for a in bases(one) for b in bases(other))


@lru_cache(maxsize=REMEMBERED)
def same_person(one: str, other: str) -> bool:
    """Whether two names can be one person's: in any script, in full or by a part that the other holds."""
    one, other = _HONORIFIC.sub("", one), _HONORIFIC.sub("", other)
    if bare(one) == bare(other):
        return True
    mine, theirs = _korean(one), _korean(other)
    if mine and theirs and _korean_meets(mine, theirs):
        return True
    shorter, longer = sorted((_words(one), _words(other)), key=len)
    return bool(shorter) and all(any(_meet(a, b) for b in longer) for a in shorter)


def _korean_meets(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether two names have a reading in common: both in full, both in the same part, or a part of the other."""
    shared = mine & theirs
    longest = max(map(len, mine | theirs))
    same = any(len(name) in {3, longest} for name in shared)
    return same or _part_meets(mine, theirs) or _part_meets(theirs, mine)


@lru_cache(maxsize=REMEMBERED)
def _korean(name: str) -> frozenset[str]:
    """Hangul readings of a full name, a given name, or a surname alone."""
    if len(name.split()) == 1:
        return hangul(name) | frozenset(family for stem in stems(name) for family in surnames().get(bare(stem), ()))
    return hangul(name)


def _part_meets(part: Iterable[str], whole: Iterable[str]) -> bool:
    """A given name of two syllables or a surname of one against a full name of three."""
    full = {name for name in whole if len(name) == 3}
    return any(
        (len(name) == 2 and name == other[1:]) or (len(name) == 1 and name == other[0])
        for name in part
        for other in full
    )


def _is_surname(form: str) -> bool:
    return len(form.split()) == 1


def _words(name: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]{2,}(?:['-][^\W\d_]+)*", name) if len(word) > 1]


@lru_cache(maxsize=REMEMBERED)
def _meet(one: str, other: str) -> bool:
    if any(keys(a) & keys(b) for a in bases(one) for b in bases(other) if min(len(a), len(b)) > 2):
        return True
    return re.search("[가-힣]", one + other) is not None and any(
        len(sounds) > 3 for sounds in heard(one) & heard(other)
    )


def _with_phrases(groups: list[Subject], used: frozenset[str]) -> list[Subject]:
    """The same phrase in every language for one subject; people who would share a phrase get numbers."""
    taken: Counter[tuple[Kind, str]] = Counter()
    found = []
    for group in groups:
        number, words = 1, _marked(group, 1)
        if group.kind in _NUMBERED:
            while not number > taken[group.kind, group.about] or used & set(words.values()):
                number += 1
                words = _marked(group, number)
            taken[group.kind, group.about] = number
        found.append(replace(group, phrases=words))
    return found


def _marked(group: Subject, number: int) -> dict[str, str]:
    return {language: marked(phrase(group.kind, group.about, language), number) for language in LANGUAGES}
