"""Decisions: who did what to a testimony, and when."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from testimonies.desk.models.testimonies import Testimony
from testimonies.vocabulary import DecisionVerb, Status


class DecisionQuerySet(models.QuerySet["Decision"]):
    """The adjectives of a decision."""

    def since_last_publication(self) -> DecisionQuerySet:
        """Those that shaped the words now on the desk. Shown for one testimony only."""
        last = self.filter(verb=DecisionVerb.PUBLISH).order_by("-pk").values("pk")[:1]
        return self.filter(models.Q(pk__gt=models.Subquery(last)) | ~models.Exists(last))

    def by_hand(self) -> DecisionQuerySet:
        """Those by which somebody put words in or stood for them."""
        return self.filter(verb__in=[DecisionVerb.ACCESSION, DecisionVerb.EDIT, DecisionVerb.SUBMIT])


class Decision(models.Model):
    """One row of a testimony's history. Rows are added, never changed.

    `fingerprint` is that of the snapshot the decision was about, where there was one. `reason` is what staff wrote;
    it stays at the desk.
    """

    testimony = models.ForeignKey(Testimony, models.PROTECT, related_name="decisions")
    verb = models.CharField(_("act"), max_length=20, choices=DecisionVerb)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    from_status = models.CharField(_("from"), max_length=12, choices=Status, blank=True)
    to_status = models.CharField(_("to"), max_length=12, choices=Status)
    version = models.PositiveIntegerField(_("version"), null=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    at = models.DateTimeField(_("at"), auto_now_add=True)

    objects: ClassVar[DecisionQuerySet] = DecisionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Decision {self.pk}"
