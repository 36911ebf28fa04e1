"""`make_seal_key OUT`: the custodian's key pair."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from testimonies.desk.chain.append import append
from testimonies.desk.models import Decision
from testimonies.desk.moderation.lapse import clock
from testimonies.desk.seal import has_seal_key, key_facts, make_seal_key, seal_key
from testimonies.vocabulary import DecisionVerb


class Command(BaseCommand):
    help = "Make the key pair of the sealed store: the public half stays here, the private half goes to OUT."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("out", type=Path, metavar="OUT", help="where the private half goes: a custodian's own disk")

    def handle(self, *args: Any, **options: Any) -> None:
        out: Path = options["out"].resolve()
        if out.is_relative_to(settings.DATA_DIR):
            raise CommandError("The private half must not lie in the archive's own folder.")
        if has_seal_key():
            raise CommandError("There is a seal key already; what is sealed to it could not be read with another.")
        if "desk_decision" not in connection.introspection.table_names():
            raise CommandError("There is no desk yet to note the key in: run `manage.py migrate` first.")
        try:
            handle = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise CommandError(f"The private half cannot be written: {error.strerror}.") from None
        with os.fdopen(handle, "w") as file:
            file.write(make_seal_key())
        # The first key is nobody's choice between two, so nobody's hand decided for it.
        append(Decision(verb=DecisionVerb.ROTATE_SEAL, actor=clock(), facts=key_facts(seal_key())))
        self.stdout.write(
            "The private half was written. Move it to a machine of the custodian's own and delete it here: "
            "without it nobody, this archive included, can read what is sealed."
        )
