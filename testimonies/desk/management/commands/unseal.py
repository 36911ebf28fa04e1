"""`unseal FILE --key KEY`: the same as `python -m testimonies.desk.unseal`, for a machine that has Django anyway."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from testimonies.desk.unseal import CannotOpen, lines, read_private_key


class Command(BaseCommand):
    help = "Open a bundle of sealed fields, on the custodian's own machine: the private key never comes here."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="the bundle")
        parser.add_argument("--key", type=Path, required=True, metavar="PRIVATE", help="the private key")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            printed = list(lines(options["file"].read_bytes(), read_private_key(options["key"])))
        except CannotOpen as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(f"The bundle cannot be read: {error.strerror}.") from None
        for sentence, wrong in printed:
            (self.stderr if wrong else self.stdout).write(sentence)
        if any(wrong for _, wrong in printed):
            raise CommandError("Not everything could be read.")
