"""Commands that ask for a second proof, and what somebody types then."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any
from unittest.mock import patch

from django.contrib.auth.models import User
from django.core.management import call_command

from testimonies.desk.signin.doors import is_enrolled
from testimonies.desk.signin.recovery import make_codes
from tests.desk.signin.coming_in import enrol


@contextmanager
def typed(words: str) -> Iterator[None]:
    """`words` on standard input, which is no terminal."""
    with patch("sys.stdin", StringIO(words)):
        yield


def proof_of(name: str) -> str:
    """A code of this person, who enrols for it; of nobody, a made up one."""
    person = User.objects.filter(username=name).first()
    if person is None:
        return "000000"
    if not is_enrolled(person):
        enrol(person)
    return make_codes(person)[0]


def answered(command: str, *arguments: object, code: str | None = None, custodian: str = "kim", **options: Any) -> str:
    """What `command` says to a custodian who types `code`, or a good one."""
    out = StringIO()
    with typed((code if code is not None else proof_of(custodian)) + "\n"):
        call_command(
            command, *map(str, arguments), custodian=custodian, code_stdin=True, stdout=out, stderr=out, **options
        )
    return out.getvalue()
