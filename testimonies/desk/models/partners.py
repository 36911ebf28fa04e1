"""Partners: who was given copies, and who has to be told when an account leaves."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from testimonies.desk.models.testimonies import Testimony
from testimonies.vocabulary import USES


class Partner(models.Model):
    """Somebody outside the house who was given copies. Who they are is known at the desk alone.

    `use` is what they need an account's consent for; "" of partners from before that was asked.
    """

    name = models.CharField(_("name"), max_length=200, unique=True)
    use = models.CharField(_("kind of use"), max_length=24, choices=[(use.value, use.label) for use in USES])
    contact = models.CharField(_("how they are reached"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["name"]

    def __str__(self) -> str:
        return f"Partner {self.pk}"


class HandedOut(models.Model):
    """A copy that left the house: to whom, when, and of what: everything public on that day, or `codes`."""

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="copies", verbose_name=_("partner"))
    on = models.DateField(_("handed out on"), default=timezone.localdate)
    what = models.CharField(_("what was handed out"), max_length=300)
    everything = models.BooleanField(_("everything that was public that day"), default=False)
    codes = models.ManyToManyField(Testimony, blank=True, related_name="copies", verbose_name=_("testimonies"))

    class Meta:
        verbose_name = _("copy handed out")
        verbose_name_plural = _("copies handed out")
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"Copy {self.pk}"


class PartnerNoticeQuerySet(models.QuerySet["PartnerNotice"]):
    """The adjectives of a notice."""

    def still_open(self) -> PartnerNoticeQuerySet:
        return self.filter(confirmed_on=None)


class PartnerNotice(models.Model):
    """One line of the checklist after an account left: this partner is to delete their copy, and to say so."""

    testimony = models.ForeignKey(Testimony, models.PROTECT, related_name="notices", verbose_name=_("testimony"))
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="notices", verbose_name=_("partner"))
    left_on = models.DateField(_("left the archive on"))
    told_on = models.DateField(_("told on"), null=True, blank=True)
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    ticked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("ticked by"),
    )

    objects: ClassVar[PartnerNoticeQuerySet] = PartnerNoticeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("partner to be told")
        verbose_name_plural = _("partners to be told")
        ordering = ["left_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["testimony", "partner", "left_on"], name="one_notice_a_partner"),
            models.CheckConstraint(
                condition=models.Q(confirmed_on=None) | models.Q(told_on__isnull=False), name="told_before_confirmed"
            ),
        ]

    def __str__(self) -> str:
        return f"Notice {self.pk}"
