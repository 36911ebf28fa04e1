"""`import_testimonies FILE`: bring in records, all of them or none."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from testimonies.desk.intake.write import write
from testimonies.edition.publish import bring_up_to_date
from testimonies.exchange import jsonl

MOST_PROBLEMS_SHOWN = 50


class Command(BaseCommand):
    help = "Import testimonies from a JSON Lines file; one wrong line and nothing of the file is written."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="a .jsonl file, one testimony a line")
        parser.add_argument("--dry-run", action="store_true", help="check everything, write nothing")
        parser.add_argument("--publish", action="store_true", help="publish records already reviewed elsewhere")
        parser.add_argument("--submitted-by", metavar="A", help="user name of the person who brings them in")
        parser.add_argument("--approved-by", metavar="B", help="user name of the person who approved them")

    def handle(self, *args: Any, **options: Any) -> None:
        entered_by, approved_by = self._people(options)
        path: Path = options["file"]
        if path.suffix.lower() != ".jsonl":
            raise CommandError("Only JSON Lines files (.jsonl) can be imported so far.")
        try:
            with path.open("rb") as file, tqdm(unit=" records", desc="Importing") as bar:
                outcome = write(
                    jsonl.read(file),
                    entered_by=entered_by,
                    approved_by=approved_by,
                    dry_run=options["dry_run"],
                    progress=bar.update,
                )
        except OSError as error:
            raise CommandError(f"The file cannot be read: {error.strerror}.") from None
        if outcome.problems:
            raise CommandError(self._refusal(outcome.problems))
        self._warn(outcome.warnings)
        self._report(outcome.written, dry_run=options["dry_run"], published=approved_by is not None)

    def _people(self, options: dict[str, Any]) -> tuple[User, User | None]:
        """Who enters, and who approved. Two signatures of one person are one signature."""
        one, other = options["submitted_by"], options["approved_by"]
        if options["publish"] and not (one and other):
            raise CommandError("--publish needs --submitted-by and --approved-by.")
        if other and not options["publish"]:
            raise CommandError("--approved-by means nothing without --publish.")
        if one and one == other:
            raise CommandError("--submitted-by and --approved-by must be two different people.")
        return self._person(one), self._person(other) if other else None

    def _person(self, name: str | None) -> User:
        people = User.objects.filter(is_active=True)
        try:
            return people.get(username=name) if name else people.get()
        except User.DoesNotExist:
            raise CommandError(f"There is no active staff account {name or 'yet'}.") from None
        except User.MultipleObjectsReturned:
            raise CommandError("There are several staff accounts; say who enters these with --submitted-by.") from None

    def _refusal(self, problems: list[jsonl.Problem]) -> str:
        return "\n".join(["Nothing was written.", *_shown(problems)])

    def _warn(self, warnings: list[jsonl.Problem]) -> None:
        if warnings:
            lines = "\n".join(_shown(warnings))
            self.stdout.write(f"{lines}\nWhoever approved these records answers for what is named above.")

    def _report(self, count: int, *, dry_run: bool, published: bool) -> None:
        if dry_run:
            self.stdout.write(f"{count} records are sound. Nothing was written.")
            return
        if published:
            bring_up_to_date()
        self.stdout.write(f"{count} records were {'published' if published else 'entered as drafts'}.")


def _shown(problems: list[jsonl.Problem]) -> list[str]:
    shown = [str(problem) for problem in problems[:MOST_PROBLEMS_SHOWN]]
    return [*shown, f"... and {len(problems) - len(shown)} more."] if len(problems) > len(shown) else shown
