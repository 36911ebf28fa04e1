"""Publications, the desk's ledger of what went through the door, and what is still owed to the edition."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from testimonies.desk.models.approvals import different, four_eyes
from testimonies.desk.models.consents import Consent
from testimonies.desk.models.decisions import Decision
from testimonies.desk.models.testimonies import Testimony


class PublicationQuerySet(models.QuerySet["Publication"]):
    """The adjectives of a published version."""

    def in_force(self) -> PublicationQuerySet:
        """Those the edition holds, or is about to."""
        return self.filter(testimony__public_version__isnull=False, lapsed=False).exclude(content={})


class Publication(models.Model):
    """One published version.

    `content` is the snapshot, so that the edition can be written anew from the desk alone; it is empty once the
    version was erased for safety. Who handed it in, who approved it and who overrode the gate, if anybody, are three
    different people; so are who approved it and who published it (null in rows from before that was asked); and the
    database refuses a row where they are not. `consent` is the one it was published under,
    `rights` are the scopes it makes use of. Where it `replaces`, nothing before it may be read: it was made for
    safety, under a consent that allows less, or after one that ended. `lapsed` says of this version that the edition
    must not hold it any more. Before the day `public_from` nobody could read it; that stays known of what was erased.
    `salt` belongs to the hash of the consent in the decision.
    """

    testimony = models.ForeignKey(Testimony, models.PROTECT, related_name="publications")
    version = models.PositiveIntegerField(_("version"))
    content = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64)
    safety = models.BooleanField(_("made for safety"), default=False)
    decision = models.OneToOneField(Decision, models.PROTECT)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    consent = models.ForeignKey(Consent, models.PROTECT, null=True, related_name="+")
    rights = models.JSONField(_("what it makes use of"), default=list)
    conditions_met = models.JSONField(_("conditions met"), default=list)
    replaces = models.BooleanField(default=False)
    lapsed = models.BooleanField(default=False)
    custodian = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    pictures = models.JSONField(default=list)
    public_from = models.DateField(_("not public before"), null=True)
    salt = models.CharField(max_length=64, blank=True)

    objects: ClassVar[PublicationQuerySet] = PublicationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["testimony", "version"]
        constraints = [
            models.UniqueConstraint(fields=["testimony", "version"], name="one_publication_a_version"),
            *four_eyes("publication"),
            models.CheckConstraint(condition=different("approved_by", "published_by"), name="publication_4_four_eyes"),
        ]

    def __str__(self) -> str:
        return f"Publication {self.pk}"

    @property
    def first_published_on(self) -> str:
        """The day the account first became public, ISO 8601."""
        day: str = self.content["first_published_on"]
        return day

    def text(self, language: str) -> dict[str, Any] | None:
        """The published text in `language`, as the snapshot holds it; None where there is none, or it was erased."""
        return next((text for text in self.content.get("texts", []) if text["language"] == language), None)


class OwedQuerySet(models.QuerySet["Owed"]):
    """The adjectives of a debt to the edition."""

    def unpaid(self) -> OwedQuerySet:
        return self.filter(paid_at=None).order_by("pk")

    def withdrawals(self) -> OwedQuerySet:
        return self.filter(publication=None)

    def puts(self) -> OwedQuerySet:
        return self.filter(publication__isnull=False).select_related("publication")


class Owed(models.Model):
    """What a decision owes the edition: one put (`publication`) or, where that is null, a withdrawal.

    It is stored in the transaction of the decision and retried until paid, so that a crash between the two databases
    delays the edition and never contradicts it.
    """

    testimony = models.ForeignKey(Testimony, models.PROTECT, related_name="owed")
    decision = models.OneToOneField(Decision, models.PROTECT)
    publication = models.ForeignKey(Publication, models.PROTECT, null=True)
    attempts = models.PositiveIntegerField(default=0)
    failure = models.CharField(max_length=120, blank=True)
    paid_at = models.DateTimeField(null=True)

    objects: ClassVar[OwedQuerySet] = OwedQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("debt to the edition")
        verbose_name_plural = _("debts to the edition")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Owed {self.pk}"
