"""Write records of the import format to the desk: all of them, or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db import transaction

from testimonies.desk.intake.check import Checker
from testimonies.desk.intake.record import store
from testimonies.desk.models import REVIEWED_ELSEWHERE
from testimonies.desk.moderation.accession import accession
from testimonies.desk.moderation.approve import approve
from testimonies.desk.moderation.publish import publish
from testimonies.desk.moderation.refusals import NotPermitted, Unmet
from testimonies.desk.moderation.submit import submit
from testimonies.exchange.jsonl import Line, Problem


@dataclass
class Outcome:
    """What an import did: how many records it wrote, or why it wrote none."""

    written: int = 0
    problems: list[Problem] = field(default_factory=list)


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
            check = Checker()
            for line in lines:
                problems = line.problems or check(line)
                # After the first problem nothing will be kept; the rest is only read, to name every problem at once.
                if not problems and not outcome.problems:
                    problems = _bring_in(line, entered_by, approved_by)
                outcome.problems += problems
                outcome.written += 1
                progress()
            if outcome.problems or dry_run:
                raise _RollBack
    except _RollBack:
        outcome.written = 0 if outcome.problems else outcome.written
    return outcome


def _bring_in(line: Line, entered_by: User, approved_by: User | None) -> list[Problem]:
    try:
        testimony = store(line.record, author=entered_by)
        accession(testimony=testimony, actor=entered_by)
        if approved_by:
            submit(testimony=testimony, actor=entered_by)
            approve(testimony=testimony, actor=approved_by, checklist=[REVIEWED_ELSEWHERE])
            publish(testimony=testimony, actor=approved_by)
    except Unmet as refusal:
        return [Problem(line.number, issue.code, issue.message) for issue in refusal.issues]
    except NotPermitted as refusal:
        return [Problem(line.number, "", str(refusal))]
    return []
