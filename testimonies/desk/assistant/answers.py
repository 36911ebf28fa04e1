"""What a person answered about the open findings, checked, and what follows from it for the texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from testimonies.deidentify.finding import INDIRECT
from testimonies.deidentify.redact import Redacted, redact
from testimonies.deidentify.redact import Settlement as Settled
from testimonies.deidentify.residue import find_residue
from testimonies.deidentify.subjects import Passage, Subject
from testimonies.desk.assistant.look import Look, earlier, token
from testimonies.desk.assistant.reading import read_passage
from testimonies.desk.models import Choice, Settlement
from testimonies.vocabulary import Language

LONGEST_PHRASE = 120


@dataclass(frozen=True)
class Answer:
    """About the subject named by `token`.

    `phrases` are as typed, by language; `apart` are the spellings that mean somebody else.
    """

    token: str
    choice: Choice
    reason: str = ""
    phrases: Mapping[str, str] = field(default_factory=dict)
    apart: frozenset[str] = frozenset()


@dataclass
class Plan:
    """Answers that can be carried out, and `problems`: a sentence for each that cannot, by the subject's token."""

    generalised: list[tuple[Subject, Settlement | None]] = field(default_factory=list)
    kept: list[tuple[Subject, str]] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)


def plan(look: Look, answers: Iterable[Answer]) -> Plan:
    """Check the answers against what is open. An answer about something that is not open any more is a problem too."""
    found, made = {token(subject): subject for subject in look.open}, Plan()
    for answer in answers:
        subject = _without(found.get(answer.token), answer.apart)
        if subject is None:
            made.problems[answer.token] = _("This is not in the text any more, or no spelling of it is left.")
        elif answer.choice == Choice.KEEP and not answer.reason.strip():
            made.problems[answer.token] = _("Say why this may stand.")
        elif answer.choice == Choice.KEEP:
            made.kept.append((subject, answer.reason.strip()))
        else:
            _generalise(made, look, subject, answer)
    return made


def applied(look: Look, made: Plan) -> Redacted:
    """The texts with every phrase in its place.

    Decisions of before come along: a later edit, or a new translation, may have brought an original back.
    """
    replaced = {row.pk for _subject, row in made.generalised if row}
    now = [subject for subject, _row in made.generalised]
    chosen = [*now, *(row.subject for row in look.generalised if row.pk not in replaced)]
    stay = [*(subject for subject, _reason in made.kept), *(row.subject for row in look.kept)]
    settled = {subject: Settled(subject, "kept") for subject in stay} | {each: Settled(each) for each in chosen}
    return redact(look.passages, settled.values())


def _without(subject: Subject | None, apart: frozenset[str]) -> Subject | None:
    """The subject without the spellings that mean somebody else."""
    if subject is None or not apart & subject.forms:
        return subject
    # Where each spelling stands is looked up anew, by the spelling.
    return replace(subject, forms=subject.forms - apart, places=()) if subject.forms - apart else None


def _generalise(made: Plan, look: Look, subject: Subject, answer: Answer) -> None:
    row = earlier(subject, look.settled)
    if row:
        subject = replace(subject, forms=subject.forms | row.subject.forms)
    phrases = dict(subject.phrases)
    for language in sorted({passage.language for passage in look.passages}):
        typed = bracketed(answer.phrases.get(language, phrases[language]))
        if problem := _problem(typed, language, subject):
            made.problems[answer.token] = problem
            return
        phrases[language] = typed
    made.generalised.append((replace(subject, phrases=phrases), row))


def bracketed(typed: str) -> str:
    """The words between the marks ⟨ ⟩, which readers know as ours, whether or not they were typed."""
    return f"⟨{' '.join(typed.split()).strip('⟨⟩').strip()}⟩"


def _problem(phrase: str, language: str, subject: Subject) -> str:
    where = {"language": Language(language).label}
    if phrase == "⟨⟩" or re.search("[⟨⟩]", phrase[1:-1]) or len(phrase) > LONGEST_PHRASE:
        return _("Say in a few words what may stand instead (%(language)s).") % where
    if find_residue({"phrase": phrase[1:-1]}, [replace(subject, phrases={})]):
        return _("The words instead still hold what they should replace (%(language)s).") % where
    found = read_passage(Passage("phrase", language, phrase))
    if phrase != subject.phrases.get(language) and any(finding.kind not in INDIRECT for finding in found):
        return _("The words instead can say themselves who or where it is (%(language)s).") % where
    return ""
