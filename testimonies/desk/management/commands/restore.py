"""`restore FILE --custodian NAME`: a backup in place of the desk, without whoever left since."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from testimonies.desk.backups.restore import restore
from testimonies.desk.backups.unpack import NoBackup
from testimonies.desk.management.people import active_person
from testimonies.desk.management.proof import add_code_option, demand_proof
from testimonies.desk.moderation.transitions import PERMISSION
from testimonies.desk.signin.doors import is_enrolled
from testimonies.vocabulary import DecisionVerb


class Command(BaseCommand):
    help = (
        "Put an opened backup in the desk's place. Stop every other process of the archive first. A sealed backup is "
        "opened on the custodian's machine (python -m testimonies.desk.unseal FILE --key PRIVATE --out TAR). Whoever "
        "was withdrawn or erased after it was made is withdrawn or erased again before anything is public. The "
        "custodian is asked for a code of their authenticator app, or a recovery code, if anybody at the present desk "
        "could show one."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="the opened backup")
        parser.add_argument(
            "--custodian", required=True, metavar="NAME", help="user name of the custodian who restores"
        )
        add_code_option(parser)
        parser.add_argument("--gone", type=Path, nargs="*", default=[], metavar="LIST", help="copies of gone.jsonl")

    def handle(self, *args: Any, **options: Any) -> None:
        if connection.vendor != "sqlite":
            raise CommandError("The desk is a PostgreSQL database: use pg_restore.")
        custodian: str = options["custodian"]
        proved = self._proved(custodian, code_stdin=options["code_stdin"])
        try:
            done = restore(options["file"], custodian=custodian, proved=proved, gone_lists=options["gone"])
        except NoBackup as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(f"The backup cannot be read: {error.strerror}.") from None
        self.stdout.write(f"The backup was restored. {done.again} accounts that had left since were taken out again.")
        self.stdout.write("Every session and every open invitation has ended.")
        if not done.knows_staff:
            self.stdout.write(
                "What was changed in accounts of staff since the backup is not known here, so all of them are closed. "
                "Let one administrator in with reset_sign_in NAME; they invite the others again, and choose the roles."
            )
        self.stdout.write("Delete desk/before-restore once you are sure that you do not need it.")

    def _proved(self, name: str, *, code_stdin: bool) -> bool:
        """Whether a second proof was shown. On a new machine, or where the desk is lost, nobody can show one."""
        try:
            anybody = any(is_enrolled(user) for user in User.objects.filter(is_active=True))
        except DatabaseError:
            anybody = False
        if not anybody:
            self.stderr.write("Nobody can show a second proof at the desk that is here, so none was asked for.")
            return False
        try:
            custodian = active_person(name)
            if not custodian.has_perm(PERMISSION[DecisionVerb.RESTORE]):
                raise CommandError(f"{name} is no custodian at the desk that is here.")
            demand_proof(custodian, code_stdin=code_stdin)
        except DatabaseError:
            raise CommandError(
                "The desk that is here cannot be written. If another process has it open, stop that one; if it is "
                "damaged, move desk.sqlite3 to another folder and try again."
            ) from None
        return True
