"""`restore FILE --custodian NAME`: a backup in place of the desk, without whoever left since."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from testimonies.desk.backups.restore import restore
from testimonies.desk.backups.unpack import NoBackup


class Command(BaseCommand):
    help = (
        "Put an opened backup in the desk's place. Stop every other process of the archive first. A sealed backup is "
        "opened on the custodian's machine (python -m testimonies.desk.unseal FILE --key PRIVATE --out TAR). Whoever "
        "was withdrawn or erased after it was made is withdrawn or erased again before anything is public."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="the opened backup")
        parser.add_argument(
            "--custodian", required=True, metavar="NAME", help="user name of the custodian who restores"
        )
        parser.add_argument("--gone", type=Path, nargs="*", default=[], metavar="LIST", help="copies of gone.jsonl")

    def handle(self, *args: Any, **options: Any) -> None:
        if connection.vendor != "sqlite":
            raise CommandError("The desk is a PostgreSQL database: use pg_restore.")
        try:
            again = restore(options["file"], custodian=options["custodian"], gone_lists=options["gone"])
        except NoBackup as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(f"The backup cannot be read: {error.strerror}.") from None
        self.stdout.write(f"The backup was restored. {again} accounts that had left since were taken out again.")
        self.stdout.write("Delete desk/before-restore once you are sure that you do not need it.")
