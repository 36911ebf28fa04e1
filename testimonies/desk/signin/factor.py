"""What a session knows of its second factor. Without one it reaches the pages of signing in, and nothing else."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.models import User
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils import timezone

from testimonies.desk.signin.sessions import SessionStore, begin

_FACTOR = "factor_at"
# How long after the second factor was shown a person may approve, override, erase, or change who may do what.
AGAIN = timedelta(minutes=5)


def enter(request: HttpRequest, user: User, *, factor: bool) -> None:
    """Begin a session of `user` under a new key: one that was known before, to whomever, opens nothing afterwards."""
    SessionStore.clear_expired()
    request.session.flush()
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    begin(request.session, request.headers.get("User-Agent", ""))
    if factor:
        show_factor(request.session)


def show_factor(session: SessionBase) -> None:
    """Note that the second factor was shown just now."""
    session[_FACTOR] = timezone.now().timestamp()


def has_factor(session: SessionBase) -> bool:
    """Whether it was shown in this session at all."""
    return _FACTOR in session


def is_fresh(session: SessionBase) -> bool:
    """Whether it was shown in the last five minutes."""
    shown: float = session.get(_FACTOR, 0)
    return 0 <= timezone.now().timestamp() - shown <= AGAIN.total_seconds()
