"""Contributors, the people an account came from."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from testimonies.desk.models.consents import Consent


class Contributor(models.Model):
    """A person known here by a pseudonym. Anything that could name them is a `SealedEntry`.

    `entered_by` is null in rows from before that was asked, `renamed_by` where the pseudonym is still the first one.
    """

    pseudonym = models.CharField(_("pseudonym"), max_length=60)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    renamed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")

    def __str__(self) -> str:
        return gettext("Contributor %(number)s") % {"number": self.pk}

    @cached_property
    def consent(self) -> Consent | None:
        """The newest consent on record today, whether or not it still holds. Earlier rows stay as history.

        Read once, because a dozen checks ask for it: a verb reads the contributor anew under its lock.
        """
        return self._newest(timezone.localdate())

    def consent_on(self, day: datetime.date) -> Consent | None:
        """The consent in force on `day`: the newest given by then, unless its own dates have passed."""
        newest = self._newest(day)
        return newest if newest and newest.holds(day) else None

    def _newest(self, day: datetime.date) -> Consent | None:
        # With its answers, which stay as they were given.
        return self.consents.on_record(day).newest_first().prefetch_related("answers").first()
