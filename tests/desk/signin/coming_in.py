"""Members of staff as they sign in: with a form, a password and a code."""

from __future__ import annotations

import time
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from testimonies.desk.models import AuthenticatorApp
from testimonies.desk.signin.totp import PERIOD, code_at, new_secret
from tests.people import PASSWORD


def enrol(person: User) -> str:
    """Give `person` an authenticator app; its secret."""
    secret = new_secret()
    AuthenticatorApp(user=person, secret=secret).save()
    return secret


def code_now(secret: str, later: int = 0) -> str:
    """What the app shows, `later` half minutes from now."""
    return code_at(secret, int(time.time()) // PERIOD + later)


def try_to_sign_in(browser: Client, name: str, password: str = PASSWORD, code: str = "", **extra: Any) -> HttpResponse:
    sent = {"username": name, "password": password, "code": code}
    answer: HttpResponse = browser.post(reverse("admin:login"), sent, **extra)
    return answer


def is_in(browser: Client) -> bool:
    return browser.get(reverse("admin:index")).status_code == 200
