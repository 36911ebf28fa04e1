"""A name, a password and a code: whose they are, if anybody's.

Every answer costs the same: a name that does not exist is checked against a stand-in, and nothing returns early.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from functools import cache

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.models import User

from testimonies.desk.models import AuthenticatorApp, Passkey, RecoveryCodes
from testimonies.desk.safe.keyring import Unreadable
from testimonies.desk.signin import recovery, totp
from testimonies.desk.signin.attempts import codes_count, note_failure

_NO_SECRET = "A" * 32


@dataclass(frozen=True)
class Proven:
    """Who it is, and whether they showed a second factor: without one they have none yet, and must enrol."""

    user: User
    factor: bool


def prove(name: str, password: str, code: str) -> Proven | None:
    """None where anything is wrong, whatever it is. A code is used up only beside the right password."""
    user = User.objects.filter(username=name).first()
    stand_in = _stand_in()
    knew = user.check_password(password) if user else check_password(password, stand_in)
    fits = CodeFits.of(user, code)
    counting = codes_count(name)
    if user is not None and knew and user.is_active and user.is_staff:
        if not fits.has_factor:
            return Proven(user, factor=False)
        if _spent(user, code, fits, counting=counting):
            return Proven(user, factor=True)
    note_failure(name, knew_password=knew)
    return None


def prove_code(user: User, code: str, *, app: bool = True) -> bool:
    """Whether `code` is a code of somebody who is signed in already; it is used up.

    Without `app` only a recovery code counts.
    """
    name = user.get_username()
    if _spent(user, code, CodeFits.of(user, code), counting=app and codes_count(name)):
        return True
    note_failure(name, knew_password=True)
    return False


@dataclass(frozen=True)
class CodeFits:
    """What a typed code could be."""

    step: int | None
    is_recovery: bool
    has_factor: bool

    @classmethod
    def of(cls, user: User | None, code: str) -> CodeFits:
        """For nobody the same questions are asked, of rows that are not there."""
        pk = user.pk if user else 0
        app, left = AuthenticatorApp.objects.filter(pk=pk).first(), RecoveryCodes.objects.filter(pk=pk).first()
        has_passkey = Passkey.objects.filter(user=pk).exists()
        secret, hashes = _read(app, "secret"), _read(left, "hashes")
        step = totp.step_of(secret or _NO_SECRET, code.replace(" ", ""))
        # An app whose secret does not open is a factor all the same: a lost key must not open the door.
        enrolled = has_passkey or (app is not None and secret != "")
        return cls(step if secret else None, recovery.code_hash(code) in (hashes or "").split(), enrolled)


def _read(row: AuthenticatorApp | RecoveryCodes | None, field: str) -> str | None:
    """None where it cannot be read."""
    try:
        return str(getattr(row, field)) if row else ""
    except Unreadable:
        return None


def _spent(user: User, code: str, fits: CodeFits, *, counting: bool) -> bool:
    if fits.step is not None and counting:
        return totp.spend(user, fits.step)
    return fits.is_recovery and recovery.spend(user, code)


@cache
def _stand_in() -> str:
    """The hash of a password that nobody has, as dear to check as a real one."""
    return make_password(secrets.token_urlsafe())
