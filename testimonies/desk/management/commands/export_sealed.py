"""`export_sealed CODE --out FILE --custodian NAME`: what is sealed, for a custodian to open elsewhere."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from testimonies.desk.management.people import active_person
from testimonies.desk.management.proof import add_code_option, demand_proof
from testimonies.desk.models import Testimony
from testimonies.desk.moderation.export_sealed import export_sealed
from testimonies.desk.moderation.refusals import Refusal


class Command(BaseCommand):
    help = (
        "Write the sealed fields of one testimony to a file, still sealed. It is noted in the log of decisions. The "
        "custodian is asked for a code of their authenticator app, or a recovery code."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", metavar="CODE", help="the testimony")
        parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="where the bundle goes")
        parser.add_argument("--custodian", required=True, metavar="NAME", help="user name of the custodian who asks")
        add_code_option(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        actor = active_person(options["custodian"])
        testimony = Testimony.objects.filter(code=options["code"]).first()
        if testimony is None:
            raise CommandError("There is no such testimony.")
        out: Path = options["out"]
        try:
            # Before the decision: a file that cannot be written is no reading of what is sealed.
            handle = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise CommandError(f"The bundle cannot be written: {error.strerror}.") from None
        try:
            with os.fdopen(handle, "wb") as file:
                demand_proof(actor, code_stdin=options["code_stdin"])
                file.write(export_sealed(testimony=testimony, actor=actor))
        except BaseException as error:
            # Also where somebody gave up at the question: an empty file would stand in the way of the next try.
            out.unlink()
            if isinstance(error, Refusal):
                raise CommandError(str(error)) from None
            raise
        self.stdout.write("The bundle was written. Open it on the custodian's own machine with unseal.")
