"""`verify_withdrawals FILE --key KEY`: is this feed of withdrawals whole, and the archive's own?"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from testimonies.exchange.withdrawals import NotAFeed, add_arguments, verify


class Command(BaseCommand):
    help = "Check the signature and the numbers of a withdrawals feed; exits with 1 where something is wrong."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.stdout.write(verify(options["file"], options["key"], before=options["before"]))
        except (NotAFeed, OSError, UnicodeDecodeError) as error:
            raise CommandError(str(error)) from None
