"""Members of staff as they sign in: with a form, a password and a code."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from testimonies.desk.models import AuthenticatorApp, Invitation
from testimonies.desk.signin.confirm import confirm
from testimonies.desk.signin.totp import PERIOD, code_at, new_secret
from tests.people import PASSWORD


def enrol(person: User) -> str:
    """Give `person` an authenticator app; its secret."""
    secret = new_secret()
    AuthenticatorApp(user=person, secret=secret).save()
    return secret


def code_now(secret: str, later: int = 0) -> str:
    """What the app shows, `later` half minutes from now."""
    return code_at(secret, int(timezone.now().timestamp()) // PERIOD + later)


def vouch(person: User) -> None:
    """Confirm every invitation that waits for a second person."""
    for invitation in Invitation.objects.open().filter(confirmed_by=None):
        confirm(actor=person, invitation=invitation)


def try_to_sign_in(browser: Client, name: str, password: str = PASSWORD, code: str = "", **extra: Any) -> Any:
    sent = {"username": name, "password": password, "code": code}
    return browser.post(reverse("admin:login"), sent, **extra)


def is_in(browser: Client) -> bool:
    return browser.get(reverse("admin:index")).status_code == 200
