"""`load_demonstration`: the vocabulary, the reported numbers and the demonstration accounts, once."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from testimonies.desk.intake.vocabulary import load_vocabulary
from testimonies.desk.intake.write import write
from testimonies.desk.models import KnownOutside, ReportedFigure, Testimony
from testimonies.desk.moderation.confirm_outside import confirm_outside
from testimonies.desk.moderation.enter_outside import enter_outside
from testimonies.desk.moderation.stand_by_words import stand_by_loaded
from testimonies.exchange import jsonl

FIXTURES: Path = settings.BASE_DIR / "fixtures"


class Command(BaseCommand):
    help = "Load the vocabulary and, into an archive without accounts, the demonstration accounts and figures."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        terms = load_vocabulary(FIXTURES / "vocabulary")
        if Testimony.objects.exists():
            stand_by_loaded(terms)
            self.stdout.write("There are accounts already; demonstration data was left out.")
            return
        stand_by_loaded([*terms, *_figures()])
        submitter, approver = _person("demo-curator", "curator"), _person("demo-reviewer", "reviewer")
        for said in json.loads((FIXTURES / "known_outside.json").read_text(encoding="utf-8")):
            entry = KnownOutside(**said)
            enter_outside(entry=entry, actor=submitter)
            confirm_outside(entry=entry, actor=approver, shown=entry.fingerprint)
        count = sum(_load(path, submitter, approver) for path in sorted(FIXTURES.glob("demonstration/*.jsonl")))
        self.stdout.write(f"{count} demonstration accounts were loaded.")


def _figures() -> list[ReportedFigure]:
    said = json.loads((FIXTURES / "figures.json").read_text(encoding="utf-8"))
    return [ReportedFigure.objects.update_or_create(slug=one["slug"], defaults=one)[0] for one in said]


def _load(path: Path, submitter: User, approver: User) -> int:
    with path.open("rb") as file:
        outcome = write(jsonl.read(file), entered_by=submitter, approved_by=approver)
    if outcome.problems:
        raise CommandError("\n".join(f"{path.name}: {problem}" for problem in outcome.problems))
    return outcome.written


def _person(name: str, role: str) -> User:
    """One of the two who sign for the demonstration accounts; nobody can sign in as either."""
    person, created = User.objects.get_or_create(username=name)
    if created:
        person.set_unusable_password()
        person.save()
        person.groups.add(Group.objects.get(name=role))
    return person
