"""`rotate_seal NEWKEY --custodian NAME`: seal to another key from now on."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from testimonies.desk.management.people import active_person
from testimonies.desk.management.proof import add_code_option, demand_proof
from testimonies.desk.moderation.refusals import Refusal
from testimonies.desk.moderation.rotate_seal import rotate_seal
from testimonies.desk.unseal import CannotOpen, key_name, read_public_key


class Command(BaseCommand):
    help = (
        "Seal to another public key what is written from now on. The custodian makes the pair on their own machine "
        "(python -m testimonies.desk.unseal --make-key PRIVATE) and hands over PRIVATE.pub. Keep the old private key: "
        "what was sealed before opens with no other. The custodian is asked for a code of their authenticator app, or "
        "a recovery code."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("newkey", type=Path, metavar="NEWKEY", help="the new public key's file")
        parser.add_argument("--custodian", required=True, metavar="NAME", help="user name of the custodian")
        add_code_option(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            key = read_public_key(options["newkey"])
            actor = active_person(options["custodian"])
            demand_proof(actor, code_stdin=options["code_stdin"])
            rotate_seal(key=key, actor=actor)
        except (CannotOpen, Refusal) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"What is written from now on is sealed to the key {key_name(key)}.")
