"""`lock_down`: close the desk to everybody at once; `lock_down --open NAME` opens it again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from testimonies.desk.management.people import active_person
from testimonies.desk.management.proof import add_code_option, demand_proof
from testimonies.desk.moderation.refusals import Refusal
from testimonies.desk.signin.lock_down import is_locked_down, lock_down, open_again


class Command(BaseCommand):
    help = (
        "For when somebody may be at the desk who should not: end every session of staff and every open invitation, "
        "and answer no page of the desk until it is opened again. Readers read on, and receipt codes withdraw. It asks "
        "for no code. With --open NAME an administrator lets people sign in again, with a code of their authenticator "
        "app or a recovery code."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--open", metavar="NAME", help="user name of the administrator who opens the desk again")
        add_code_option(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["open"] is None:
            ended = lock_down().facts
            self.stdout.write(
                f"The desk is closed. Sessions ended: {ended['sessions']}; invitations: {ended['invitations']}. "
                "Readers read on. Before you open it again: take away the sign-in of whoever may be in other hands "
                "with reset_sign_in, and check the log with verify_decisions."
            )
            return
        if not is_locked_down():
            raise CommandError("The desk is not locked down.")
        try:
            actor = active_person(options["open"])
            demand_proof(actor, code_stdin=options["code_stdin"])
            open_again(actor=actor)
        except Refusal as error:
            raise CommandError(str(error)) from None
        self.stdout.write("People can sign in again.")
