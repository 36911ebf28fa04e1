"""Who may open which page: a whole session, half a one, or none."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from testimonies.desk.models import AuthenticatorApp, Passkey
from testimonies.desk.signin.factor import has_factor

View = Callable[..., HttpResponse]


def is_staff(request: HttpRequest) -> bool:
    """Somebody who works here and knew their password, or has a passkey."""
    return bool(request.user.is_active and request.user.is_staff)


def is_enrolled(user: User) -> bool:
    """Whether this person has a second factor. An app that was only offered is none."""
    # Bytes, not words: a secret that cannot be opened counts.
    app = AuthenticatorApp.objects.filter(pk=user.pk).first()
    return bool(app and app.__dict__["secret"]) or Passkey.objects.filter(user=user).exists()


def may_enrol(request: HttpRequest) -> bool:
    """A whole session, or one with the password alone of somebody who has no second factor yet.

    Whoever has one must show it: otherwise a stolen password would be enough to add another.
    """
    return is_staff(request) and (has_factor(request.session) or not is_enrolled(cast(User, request.user)))


def for_enrolment(view: View) -> View:
    """For the pages of enrolment; everybody else is sent to sign in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if may_enrol(request):
            return view(request, *args, **kwargs)
        request.session.flush()
        return HttpResponseRedirect(reverse("admin:login"))

    return guarded
