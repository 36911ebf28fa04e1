"""What of a testimony is found and not settled, and what was settled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from django.utils.crypto import salted_hmac

from testimonies.deidentify import known
from testimonies.deidentify.detect import is_pseudonym
from testimonies.deidentify.finding import Finding, Kind
from testimonies.deidentify.reading import fold
from testimonies.deidentify.subjects import Passage, Subject, gather
from testimonies.deidentify.variants import pattern
from testimonies.desk.assistant.known import recogniser
from testimonies.desk.assistant.passages import passages_of
from testimonies.desk.assistant.reading import read_passage
from testimonies.desk.models import Settlement, Testimony, VocabularyTerm

_OF_A_PERSON = frozenset(
    {Kind.NAME, Kind.PHONE, Kind.EMAIL, Kind.HANDLE, Kind.PASSPORT, Kind.COORDINATES, Kind.ADDRESS, Kind.BIRTH_DATE}
)
# Below it stand words of a title that merely have a capital.
_SURE_ENOUGH = 0.7


@dataclass(frozen=True)
class Mark:
    """Words that a person marked because the program missed them."""

    words: str
    kind: Kind


@dataclass(frozen=True)
class Look:
    """One look at a testimony: its passages, the subjects that are not settled, and the rows of those that are."""

    passages: list[Passage]
    open: list[Subject]
    settled: list[Settlement]

    @property
    def generalised(self) -> list[Settlement]:
        return [row for row in self.settled if row.generalised]

    @property
    def kept(self) -> list[Settlement]:
        return [row for row in self.settled if not row.generalised]


def look_at(testimony: Testimony, marked: Iterable[Mark] = ()) -> Look:
    """Read every text of the testimony. Raises `Unreadable` where an earlier decision cannot be opened."""
    passages, settled = passages_of(testimony), list(testimony.settlements.select_related("settled_by"))
    generalised = [row.subject for row in settled if row.generalised]
    kept = [row.subject for row in settled if not row.generalised]
    phrases = {phrase for subject in generalised for phrase in subject.phrases.values()}
    public, kind_of, marks = _public_words(), recogniser(testimony), list(marked)
    findings = {}
    for passage in passages:
        typed = [*known.find(passage.text, kind_of), *_by_hand(passage, marks)]
        found = _without_overlap([*typed, *(each for each in read_passage(passage) if _counts(passage, each))])
        findings[passage.key] = [
            finding
            for finding in found
            if not _may_stand(passage.text[finding.start : finding.end], finding.kind, testimony, public, kept)
            and not _stands_in(phrases, passage.text, finding)
        ]
    subjects = gather(passages, findings, taken=phrases)
    return Look(passages, [_as_before(subject, settled) for subject in subjects], settled)


def _counts(passage: Passage, finding: Finding) -> bool:
    """Whether a finding of the tool counts there: a citation and a credit have houses and days of their own."""
    if passage.key != "source:citation" and not passage.key.endswith("-credit"):
        return True
    return finding.kind in _OF_A_PERSON and finding.confidence >= _SURE_ENOUGH


def token(subject: Subject) -> str:
    """A name for the subject on a page: the same as long as its spellings are, and no help to guess them."""
    spellings = "\x1f".join(sorted(subject.forms))
    return salted_hmac("finding", f"{subject.kind}\x1e{spellings}", algorithm="sha256").hexdigest()[:20]


def _without_overlap(findings: Iterable[Finding]) -> list[Finding]:
    """The first of those that overlap: what a person typed or marked counts before what a rule found."""
    kept: list[Finding] = []
    for finding in findings:
        if not any(other.overlaps(finding) for other in kept):
            kept.append(finding)
    return sorted(kept)


def _by_hand(passage: Passage, marks: list[Mark]) -> Iterator[Finding]:
    for mark in marks:
        variants = pattern(mark.words, mark.kind)
        for match in variants.finditer(passage.text) if variants else ():
            yield Finding(*match.span(), mark.kind, 1.0, "marked by hand")


def _may_stand(words: str, kind: Kind, testimony: Testimony, public: frozenset[str], kept: Iterable[Subject]) -> bool:
    """Whether these words are the pseudonym, a label of the public vocabulary, or a form of what was kept."""
    plain = fold(words)
    if plain.casefold() in public or is_pseudonym(plain, kind, (testimony.contributor.pseudonym,)):
        return True
    return any(_is_form_of(words, subject) for subject in kept)


def _stands_in(phrases: Iterable[str], text: str, finding: Finding) -> bool:
    """Whether the finding is a part of a phrase that stands there for something else."""
    return any(
        match.start() <= finding.start and finding.end <= match.end()
        for phrase in phrases
        for match in re.finditer(re.escape(phrase), text)
    )


def _public_words() -> frozenset[str]:
    """The labels of the public vocabulary, which every account may say."""
    rows = VocabularyTerm.objects.filter(public=True).values_list("label_en", "label_ko", "label_ru")
    return _folded(tuple(label for row in rows for label in row))


@lru_cache(maxsize=1)
def _folded(labels: tuple[str, ...]) -> frozenset[str]:
    """Folding a hundred labels takes longer than asking for them, and they seldom change."""
    return frozenset(fold(label).casefold() for label in labels)


def _as_before(subject: Subject, settled: Iterable[Settlement]) -> Subject:
    """With the phrases of the one generalised before that it is another mention of."""
    row = earlier(subject, settled)
    return replace(subject, phrases={**subject.phrases, **row.subject.phrases}) if row else subject


def earlier(subject: Subject, settled: Iterable[Settlement]) -> Settlement | None:
    """The row by which the same person or fact was generalised before."""
    same_kind = (row for row in settled if row.generalised and row.subject.kind is subject.kind)
    return next((row for row in same_kind if any(_is_form_of(form, row.subject) for form in subject.forms)), None)


def _is_form_of(words: str, subject: Subject) -> bool:
    plain = fold(words)
    patterns = (pattern(form, subject.kind) for form in subject.forms)
    same = plain.casefold() in {fold(form).casefold() for form in subject.forms}
    return same or any(each is not None and each.fullmatch(plain) for each in patterns)
