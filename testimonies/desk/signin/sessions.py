"""Sessions of staff: 30 minutes idle, 12 hours in all, and a database that does not know their keys.

The limits stand in the row's `expire_date`, so a session over either limit is not found, whatever asks for it. This is
the engine that `SESSION_ENGINE` names.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from testimonies.desk.models import AuthenticatorApp, StaffSession
from testimonies.desk.signin.device import device_words

IDLE = timedelta(minutes=30)
IN_ALL = timedelta(hours=12)
# Of a browser that has not signed in: as long as somebody looks for their passkey.
ANONYMOUS = timedelta(minutes=10)
# Noting each request would write to the database with each picture of a page.
NOTED_EVERY = 30.0
_STARTED, _USED, _DEVICE = "started_at", "used_at", "device"


def begin(session: SessionBase, user_agent: str = "") -> None:
    """Start the clocks of a session that somebody just signed in to."""
    session[_STARTED] = session[_USED] = timezone.now().timestamp()
    session[_DEVICE] = device_words(user_agent)


def end_sessions(user: User, *, but: SessionBase | None = None) -> int:
    """Sign a person out everywhere, or everywhere but here; how many sessions ended."""
    kept = hashed(but.session_key) if but is not None and but.session_key else ""
    # A secret that was shown in one of them and not proved yet goes with it.
    AuthenticatorApp.objects.filter(user=user).exclude(pending_for=kept).update(pending="", pending_for="")
    return StaffSession.objects.filter(user=user).exclude(pk=kept).delete()[0]


def hashed(key: str) -> str:
    """Forty hexadecimal digits, by which a session's row is found. The key has 165 bits, so one round is enough."""
    return hashlib.blake2b(key.encode(), digest_size=20, person=b"staff-session").hexdigest()


class SessionStore(DatabaseStore):
    """Django's store in the database, with a hash in place of the key and the two limits."""

    @classmethod
    def get_model_class(cls) -> type[StaffSession]:
        return StaffSession

    def load(self) -> dict[str, Any]:
        data: dict[str, Any] = super().load()
        now = timezone.now().timestamp()
        if SESSION_KEY in data and now - data.get(_USED, 0) > NOTED_EVERY:
            data[_USED] = now
            self.modified = True
        return data

    def _get_session_from_db(self) -> StaffSession | None:
        row = StaffSession.objects.filter(pk=hashed(self.session_key or ""), expire_date__gt=timezone.now()).first()
        if row is None:
            self._session_key = None
        return row

    def exists(self, session_key: str) -> bool:
        return StaffSession.objects.filter(pk=hashed(session_key)).exists()

    def delete(self, session_key: str | None = None) -> None:
        if key := session_key or self.session_key:
            StaffSession.objects.filter(pk=hashed(key)).delete()

    def create_model_instance(self, data: dict[str, Any]) -> StaffSession:
        started, used = _when(data.get(_STARTED)), _when(data.get(_USED))
        expires = min(started + IN_ALL, used + IDLE) if started and used else timezone.now() + ANONYMOUS
        return StaffSession(
            session_key=hashed(self._get_or_create_session_key()),  # type: ignore[attr-defined]
            session_data=self.encode(data),
            expire_date=expires,
            user_id=data.get(SESSION_KEY),
            device=data.get(_DEVICE, ""),
            started_at=started,
            used_at=used,
        )


def _when(seconds: float | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds else None
