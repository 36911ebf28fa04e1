"""Who is signed in, from when to when."""

from __future__ import annotations

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.translation import gettext_lazy as _


class StaffSession(AbstractBaseSession):
    """One session of a member of staff, or of a browser that is about to sign in.

    `session_key` is a hash of the key in the person's cookie: a copy of the database opens no session. `device` is made
    of closed words (a browser and a system) and no address is kept. Written by `signin.sessions` alone.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="staff_sessions")
    device = models.CharField(_("device"), max_length=40, blank=True)
    started_at = models.DateTimeField(_("started"), null=True)
    used_at = models.DateTimeField(_("last used"), null=True)

    class Meta:
        # Nobody is given leave to see these tables: people reach their own rows, by the pages of `signin`.
        default_permissions = ()
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["-used_at"]

    def __str__(self) -> str:
        # Django's own would give the key away.
        return "Session"

    @classmethod
    def get_session_store_class(cls) -> type[DatabaseStore]:
        from testimonies.desk.signin.sessions import SessionStore

        return SessionStore
