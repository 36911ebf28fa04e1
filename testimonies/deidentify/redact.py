"""Settle findings: keep them with a reason, or put vaguer words in their place, the same ones throughout an account."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from testimonies.deidentify.particles import has_final
from testimonies.deidentify.reading import read
from testimonies.deidentify.subjects import Passage, Subject
from testimonies.deidentify.variants import pattern

# Korean particles that change with the sound before them: after a consonant, after a vowel.
_PAIRS = (
    ("은", "는"),
    ("이", "가"),
    ("을", "를"),
    ("과", "와"),
    ("으로", "로"),
    ("이라고", "라고"),
    ("이라는", "라는"),
    ("이였", "였"),
    ("이랑", "랑"),
)


@dataclass(frozen=True)
class Settlement:
    """What a person decided about a subject: kept with a reason, or generalised by its phrases."""

    subject: Subject
    keep_reason: str = ""


@dataclass(frozen=True)
class Replacement:
    """One place of the new text of `key`: `phrase` stands at `start` where `original` stood. To be stored sealed."""

    key: str
    start: int
    phrase: str
    original: str = field(repr=False)


@dataclass(frozen=True)
class Redacted:
    """New texts by key; the mapping back is apart, so that it can be encrypted and the texts published."""

    texts: dict[str, str]
    mapping: tuple[Replacement, ...] = field(repr=False)


def redact(passages: Sequence[Passage], settlements: Iterable[Settlement]) -> Redacted:
    """Generalise in every passage whatever is not kept, wherever and however it is written.

    A second call with the same settlements changes nothing. Raises ValueError for two decisions on one subject.
    """
    decided = list(settlements)
    subjects = [settlement.subject for settlement in decided]
    if len(set(subjects)) != len(subjects):
        raise ValueError("A finding is settled twice.")
    generalised = [settlement.subject for settlement in decided if not settlement.keep_reason]
    kept = [settlement.subject for settlement in decided if settlement.keep_reason]
    texts, mapping = {}, []
    for passage in passages:
        texts[passage.key], replaced = _rewrite(passage, generalised, kept)
        mapping += replaced
    return Redacted(texts, tuple(mapping))


def _rewrite(passage: Passage, generalised: list[Subject], kept: list[Subject]) -> tuple[str, list[Replacement]]:
    written, mapping, last = "", [], 0
    spans = sorted(_chosen(passage, generalised, kept))
    for start, end, phrase in spans:
        if start < last:
            continue
        written += passage.text[last:start]
        mapping.append(Replacement(passage.key, len(written), phrase, passage.text[start:end]))
        written += phrase
        last = end
        particle, last = _particle(passage.text, start, end, phrase) if passage.language == "ko" else ("", end)
        written += particle
    return written + passage.text[last:], mapping


def _chosen(passage: Passage, generalised: list[Subject], kept: list[Subject]) -> Iterator[tuple[int, int, str]]:
    """Stretches to replace, the longest of those that overlap, and none inside a phrase that already stands there."""
    guarded = [
        m.span()
        for subject in generalised
        for phrase in set(subject.phrases.values())
        for m in re.finditer(re.escape(phrase), passage.text)
    ]
    found = [
        (start, end, subject.phrases[passage.language])
        for subject in generalised
        for start, end in _occurrences(passage, subject)
    ]
    held = {span for subject in kept for span in _occurrences(passage, subject)} - {found_at[:2] for found_at in found}
    taken: list[tuple[int, int]] = list(guarded)
    for start, end, phrase in sorted(found, key=lambda each: (each[0] - each[1], each)):
        longer_kept = any(s <= start and end <= e for s, e in held)
        if not longer_kept and not any(start < e and s < end for s, e in taken):
            taken.append((start, end))
            yield start, end, phrase


def _occurrences(passage: Passage, subject: Subject) -> set[tuple[int, int]]:
    """Where the subject stands in the passage: where it was found, and every variant of it."""
    found = {
        (start, end)
        for key, start, end in subject.places
        if key == passage.key and passage.text[start:end] in subject.forms
    }
    reading = read(passage.text)
    for form in subject.forms:
        if (variants := pattern(form, subject.kind)) is not None:
            found |= {reading.original(*match.span()) for match in variants.finditer(reading.text) if match[0]}
    return found


def _particle(text: str, start: int, end: int, phrase: str) -> tuple[str, int]:
    """The Korean particle behind a replaced name, as the phrase wants it, and where the text goes on."""
    if not end or not "가" <= text[end - 1] <= "힣":
        return "", end
    sound = has_final(re.sub(r"[^가-힣]", "", phrase)[-1:] or " ")
    for after_consonant, after_vowel in _PAIRS:
        here = after_consonant if has_final(text[end - 1]) else after_vowel
        if re.match(rf"{here}(?![가-힣])", text[end:]):
            return (after_consonant if sound else after_vowel), end + len(here)
    return "", end
