"""The open findings as the page shows them, and the answers that come back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from django.http import QueryDict
from django.utils.translation import gettext as _

from testimonies.deidentify.finding import INDIRECT, Kind
from testimonies.deidentify.subjects import Subject
from testimonies.desk.assistant.answers import Answer
from testimonies.desk.assistant.kinds import ORDER, kind_label
from testimonies.desk.assistant.look import Look, Mark, token
from testimonies.desk.assistant.passages import place_of
from testimonies.desk.models import Choice
from testimonies.vocabulary import Language

# A form has so many fields that Django would refuse hundreds at once; what is left follows after saving.
MOST_AT_ONCE = 60
LONGEST_REASON = 500
_CONTEXTS = 3
_AROUND = 70


@dataclass(frozen=True)
class Context:
    """One place where a subject stands."""

    where: str
    language: str
    before: str
    words: str
    after: str


@dataclass
class Shown:
    """A subject on the page, with what was chosen so far."""

    token: str
    spellings: list[str]
    contexts: list[Context]
    more: int
    choice: str
    reason: str
    # Language, its name, and the phrase in it.
    phrases: list[tuple[str, str, str]]
    apart: set[str] = field(default_factory=set)
    problem: str = ""


@dataclass(frozen=True)
class Group:
    """The subjects of one kind."""

    kind: Kind
    subjects: list[Shown]

    @property
    def label(self) -> str:
        return kind_label(self.kind)

    @property
    def number(self) -> int:
        """The kind as a button sends it."""
        return ORDER.index(self.kind)

    @property
    def is_indirect(self) -> bool:
        return self.kind in INDIRECT


def groups(look: Look, sent: QueryDict, problems: Mapping[str, str]) -> list[Group]:
    """The first of what is open, by kind, with what was `sent` and not stored yet."""
    first = sorted(look.open, key=lambda subject: ORDER.index(subject.kind))[:MOST_AT_ONCE]
    grouped = groupby(first, key=lambda subject: subject.kind)
    return [Group(kind, [_shown(look, each, sent, problems) for each in subjects]) for kind, subjects in grouped]


def answers(look: Look, sent: QueryDict) -> list[Answer]:
    """What was answered. A subject without a choice is left open."""
    found = []
    for subject in look.open:
        name = token(subject)
        choice, reason = sent.get(f"choice-{name}", ""), sent.get(f"reason-{name}", "")[:LONGEST_REASON]
        if choice in Choice.values:
            fields = {code: f"phrase-{name}-{code}" for code in Language.values}
            phrases = {code: sent.get(typed, "") for code, typed in fields.items() if typed in sent}
            found.append(Answer(name, Choice(choice), reason, phrases, _apart(subject, sent, name)))
    return found


def marks(sent: QueryDict) -> list[Mark]:
    """The words that the program missed, one a line."""
    kind = sent.get("also_kind", "")
    lines = [" ".join(line.split()) for line in sent.get("also", "")[:2000].splitlines()]
    return [Mark(line, Kind(kind)) for line in lines if line] if kind in list(Kind) else []


def _shown(look: Look, subject: Subject, sent: QueryDict, problems: Mapping[str, str]) -> Shown:
    name = token(subject)
    languages = list(dict.fromkeys(passage.language for passage in look.passages))
    choice = sent.get(f"choice-{name}", "")
    if not choice and sent.get("fill") == str(ORDER.index(subject.kind)):
        choice = Choice.GENERALISE.value
    contexts = list(_contexts(look, subject))
    return Shown(
        name,
        sorted(subject.forms),
        contexts[:_CONTEXTS],
        max(0, len(contexts) - _CONTEXTS),
        choice,
        sent.get(f"reason-{name}", ""),
        [(code, Language(code).label, sent.get(f"phrase-{name}-{code}", subject.phrases[code])) for code in languages],
        set(_apart(subject, sent, name)),
        problems.get(name, ""),
    )


def _apart(subject: Subject, sent: QueryDict, name: str) -> frozenset[str]:
    """By number: the words themselves are not sent about more often than they must be."""
    spellings = sorted(subject.forms)
    numbers = [int(number) for number in sent.getlist(f"apart-{name}") if number.isdecimal() and len(number) < 4]
    return frozenset(spellings[number] for number in numbers if number < len(spellings))


def _contexts(look: Look, subject: Subject) -> Iterator[Context]:
    passages = {passage.key: passage for passage in look.passages}
    for key, start, end in subject.places:
        text = passages[key].text
        before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
        yield Context(
            place_of(key),
            passages[key].language,
            f"…{before}" if start > _AROUND else before,
            text[start:end],
            f"{after}…" if end + _AROUND < len(text) else after,
        )


def reasons() -> list[str]:
    """Reasons that are often true, to choose from or to write over."""
    return [
        _("An ordinary word, and no name"),
        _("A public figure"),
        _("Public already in the cited source"),
        _("So general that it fits very many"),
    ]
