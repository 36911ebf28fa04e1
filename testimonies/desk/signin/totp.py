"""Time-based codes (RFC 6238): six digits, thirty seconds, each accepted once."""

from __future__ import annotations

import base64
import hmac
import secrets

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.contrib.auth.models import User
from django.utils import timezone

from testimonies.desk.models import AuthenticatorApp

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


def offer(user: User) -> str:
    """The secret to show to `user`: the one that waits to be proved, or a new one."""
    app, _ = AuthenticatorApp.objects.get_or_create(user=user)
    if not app.pending:
        app.pending = new_secret()
        app.save(update_fields=["pending"])
    return app.pending


def adopt(user: User, code: str) -> bool:
    """Make the offered secret the one that counts, if `code` proves that the app has it."""
    app = AuthenticatorApp.objects.filter(pk=user.pk).first()
    step = step_of(app.pending, code) if app and app.pending else None
    if app is None or step is None:
        return False
    app.secret, app.pending, app.last_step = app.pending, "", step
    app.save()
    return True
