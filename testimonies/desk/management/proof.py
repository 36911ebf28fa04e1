"""The second proof of whoever answers for a command, asked for as the desk asks before an act nobody can take back."""

import sys
from argparse import ArgumentParser
from getpass import getpass

from django.contrib.auth.models import User
from django.core.management.base import CommandError

from testimonies.desk.signin.at_the_server import prove_at_the_server
from testimonies.desk.signin.doors import is_enrolled

# Longer than any code, so that no input is read without end.
_LONGEST = 200


def add_code_option(parser: ArgumentParser) -> None:
    """The way without a terminal. An argument would stay in the shell's history and in the list of processes."""
    parser.add_argument(
        "--code-stdin",
        action="store_true",
        help="read the person's code from standard input instead of asking for it on the terminal",
    )


def demand_proof(person: User, *, code_stdin: bool) -> None:
    """Ask for a code of `person`, and use it up. Raises `CommandError`: one sentence for whatever is wrong with it."""
    name = person.get_username()
    if not is_enrolled(person):
        raise CommandError(f"{name} has no second proof yet. Sign in at the desk first, and set one up.")
    code = _read() if code_stdin else _asked(name)
    # What is no letter of a code is a wrong code, and no error of its own.
    if not prove_at_the_server(person, code.strip().encode("ascii", "replace").decode()):
        raise CommandError(
            "The code was not accepted. A code works once, and only for a short time; after five that were not "
            "accepted, wait a quarter of an hour. Nothing was changed."
        )


def _read() -> str:
    try:
        return sys.stdin.readline(_LONGEST)
    except UnicodeDecodeError:
        return ""


def _asked(name: str) -> str:
    if not sys.stdin.isatty():
        raise CommandError("There is no terminal to ask for a code on. Send it to standard input, with --code-stdin.")
    try:
        return getpass(
            f"A passkey cannot be used in a terminal.\nCode of {name}, from the authenticator app or a recovery code: "
        )
    except (EOFError, KeyboardInterrupt, UnicodeDecodeError):
        raise CommandError("No code was given. Nothing was changed.") from None
