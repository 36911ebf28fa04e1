"""Time-based codes (RFC 6238): six digits, thirty seconds, each accepted once."""

from __future__ import annotations

import base64
import hmac
import secrets

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.contrib.auth.models import User
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.utils import timezone

from testimonies.desk.models import AuthenticatorApp
from testimonies.desk.signin.sessions import hashed

PERIOD = 30
# A phone's clock may be half a minute off, either way.
_AROUND = (0, -1, 1)
ISSUER = "Testimony archive"


def new_secret() -> str:
    """160 bits in base32, as RFC 4226 recommends."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def code_at(secret: str, step: int) -> str:
    """The code of the thirty seconds that begin at `step` × 30 seconds after 1970."""
    # The length of SHA-1's block is what apps expect, and 128 bits is what the library asks for at least.
    return TOTP(base64.b32decode(secret), 6, SHA1(), PERIOD).generate(step * PERIOD).decode()  # noqa: S303 # nosec B303


def address_of(secret: str, name: str) -> str:
    """The `otpauth://` address that an app reads from a picture."""
    return TOTP(base64.b32decode(secret), 6, SHA1(), PERIOD).get_provisioning_uri(name, ISSUER)  # noqa: S303 # nosec B303


def step_of(secret: str, code: str) -> int | None:
    """The step whose code this is, or None. Compares all three, whichever fits."""
    now = int(timezone.now().timestamp()) // PERIOD
    fits = [now + off for off in _AROUND if hmac.compare_digest(code_at(secret, now + off).encode(), code.encode())]
    return fits[0] if fits else None


def spend(user: User, step: int) -> bool:
    """Accept the code of `step`; False where it, or a later one, was accepted before. Of two at once one wins."""
    return bool(AuthenticatorApp.objects.filter(pk=user.pk, last_step__lt=step).update(last_step=step))


def offer(user: User, session: SessionBase) -> str:
    """The secret to show in `session`: the one that waits there to be proved, or a new one.

    Never one that another session was shown: a thief of the password who looked first would know what its person adopts
    afterwards.
    """
    with transaction.atomic():
        AuthenticatorApp.objects.get_or_create(user=user)
        app = AuthenticatorApp.objects.select_for_update().get(pk=user.pk)
        if app.pending_for != _here(session):
            app.pending, app.pending_for = new_secret(), _here(session)
            app.save(update_fields=["pending", "pending_for"])
        return app.pending


def adopt(user: User, session: SessionBase, code: str) -> bool:
    """Make the secret offered in `session` the one that counts, if `code` proves that the app has it."""
    with transaction.atomic():
        offered = AuthenticatorApp.objects.select_for_update().filter(pk=user.pk, pending_for=_here(session)).first()
        step = step_of(offered.pending, code) if offered else None
        if offered is None or step is None:
            return False
        offered.secret, offered.pending, offered.pending_for, offered.last_step = offered.pending, "", "", step
        offered.save()
    return True


def _here(session: SessionBase) -> str:
    if not session.session_key:
        raise ValueError("A secret is offered in a session that is stored.")
    return hashed(session.session_key)
