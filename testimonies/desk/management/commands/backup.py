"""`backup FILE`: the desk as it is now, in one file."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from testimonies.desk.backups.write import write_backup


class Command(BaseCommand):
    help = (
        "Write the desk's database and photographs to a file, while the archive goes on working. With a seal key the "
        "file is sealed to the custodian and holds the keys too; without one it is in clear, except what is encrypted. "
        "The edition and its index are not in it: restore writes them anew. Copy desk/gone.jsonl more often than this: "
        "it keeps a restore from bringing anybody back."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="where the backup goes")

    def handle(self, *args: Any, **options: Any) -> None:
        if connection.vendor != "sqlite":
            raise CommandError(
                "The desk is a PostgreSQL database: use pg_dump, and copy desk/keys, desk/photos and desk/gone.jsonl."
            )
        path: Path = options["file"]
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise CommandError(f"The backup cannot be written: {error.strerror}.") from None
        try:
            with os.fdopen(handle, "wb") as file:
                sealed = write_backup(file)
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            path.unlink()
            raise
        if sealed:
            self.stdout.write("The backup was written, sealed to the custodian's key.")
        else:
            self.stderr.write("The backup was written in clear, because there is no seal key; it holds no keys either.")
