"""Write records of the import format to the desk: all of them, or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db import transaction

from testimonies.desk.intake.check import Checker
from testimonies.desk.intake.deidentify import never_public, sealed_in_public, to_look_at
from testimonies.desk.intake.record import store
from testimonies.desk.models import REVIEWED_ELSEWHERE, Testimony
from testimonies.desk.moderation.accession import accession
from testimonies.desk.moderation.approve import approve
from testimonies.desk.moderation.publish import publish
from testimonies.desk.moderation.refusals import NotPermitted, Unmet
from testimonies.desk.moderation.risk import Gate
from testimonies.desk.moderation.settle_findings import keep_as_reviewed
from testimonies.desk.moderation.submit import submit
from testimonies.exchange.jsonl import Line, Problem


@dataclass
class Outcome:
    """What an import did: how many records it wrote, or why it wrote none; and what a person should look at."""

    written: int = 0
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


class _RollBack(Exception):
    """Undo the transaction, on purpose."""


def write(
    lines: Iterable[Line],
    *,
    entered_by: User,
    approved_by: User | None = None,
    dry_run: bool = False,
    progress: Callable[[], object] = lambda: None,
) -> Outcome:
    """Store every record as a draft, and publish it where `approved_by` is given.

    A dry run does all of it and then takes it back, so that it finds what the real run would find.
    """
    outcome = Outcome()
    try:
        with transaction.atomic():
            check, entered = Checker(), list[tuple[Line, Testimony]]()
            for line in lines:
                problems = line.problems or check(line)
                if approved_by and not problems:
                    problems = sealed_in_public(line)
                # After the first problem nothing will be kept; the rest is only read, to name every problem at once.
                if not problems and not outcome.problems:
                    problems = _enter(line, entered_by, entered)
                outcome.problems += problems
                outcome.written += 1
                progress()
            if approved_by and not outcome.problems:
                # Only now: the records of one file hide each other, and are counted once for all of them.
                gate = Gate(together=[testimony for _, testimony in entered])
                for line, testimony in entered:
                    outcome.warnings += _believe(line, testimony, entered_by)
                    outcome.problems += _publish(line, testimony, entered_by, approved_by, gate)
            if outcome.problems or dry_run:
                raise _RollBack
    except _RollBack:
        outcome.written = 0 if outcome.problems else outcome.written
    return outcome


def _enter(line: Line, entered_by: User, entered: list[tuple[Line, Testimony]]) -> list[Problem]:
    try:
        testimony = store(line.record, author=entered_by)
        accession(testimony=testimony, actor=entered_by, consent=testimony.contributor.consents.get())
    except NotPermitted as refusal:
        return [Problem(line.number, "", str(refusal))]
    entered.append((Line(line.number, {}), testimony))
    return []


def _believe(line: Line, testimony: Testimony, entered_by: User) -> list[Problem]:
    """Take the word of whoever reviewed the record elsewhere, and say what that word covers."""
    warnings = to_look_at(line, testimony)
    if warnings:
        keep_as_reviewed(testimony, entered_by, REVIEWED_ELSEWHERE)
    return warnings


def _publish(line: Line, testimony: Testimony, entered_by: User, approved_by: User, gate: Gate) -> list[Problem]:
    if problems := never_public(line, testimony):
        return problems
    try:
        submit(testimony=testimony, actor=entered_by)
        approve(testimony=testimony, actor=approved_by, checklist=[REVIEWED_ELSEWHERE], gate=gate)
        publish(testimony=testimony, actor=entered_by, gate=gate)
    except Unmet as refusal:
        return [Problem(line.number, issue.code, issue.message) for issue in refusal.issues]
    except NotPermitted as refusal:
        return [Problem(line.number, "", str(refusal))]
    return []
