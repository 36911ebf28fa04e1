"""What a session knows of its second factor. Without one it reaches the pages of signing in, and nothing else."""

from __future__ import annotations

from datetime import timedelta
from enum import IntEnum

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.models import User
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils import timezone

from testimonies.desk.signin.sessions import SessionStore, begin

_FACTOR, _SHOWN = "factor_at", "shown"
# How long after the second factor was shown a person may approve, override, erase, or change who may do what.
AGAIN = timedelta(minutes=5)


class Shown(IntEnum):
    """The second factors, by how hard they are to get from somebody: a later one counts for an earlier one, too."""

    APP = 1  # a forged page is given the code, and uses it
    RECOVERY = 2  # on paper, and asked for once in years
    PASSKEY = 3  # bound to the host name: a forged page gets nothing


def enter(request: HttpRequest, user: User, *, factor: bool, shown: Shown = Shown.APP) -> None:
    """Begin a session of `user` under a new key: one that was known before, to whomever, opens nothing afterwards."""
    SessionStore.clear_expired()
    request.session.flush()
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    begin(request.session, request.headers.get("User-Agent", ""))
    if factor:
        show_factor(request.session, shown)


def show_factor(session: SessionBase, shown: Shown = Shown.APP) -> None:
    """Note that the second factor was shown just now, and which."""
    session[_FACTOR], session[_SHOWN] = timezone.now().timestamp(), int(shown)


def has_factor(session: SessionBase) -> bool:
    """Whether it was shown in this session at all."""
    return _FACTOR in session


def is_fresh(session: SessionBase, least: Shown = Shown.APP) -> bool:
    """Whether it was shown in the last five minutes, `least` or a better one."""
    at: float = session.get(_FACTOR, 0)
    return 0 <= timezone.now().timestamp() - at <= AGAIN.total_seconds() and session.get(_SHOWN, 0) >= least
