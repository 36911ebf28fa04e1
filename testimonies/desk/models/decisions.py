"""Decisions: who did what to a testimony, and when."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from testimonies.desk.models.testimonies import Testimony
from testimonies.desk.safe.fields import EncryptedText, shown
from testimonies.vocabulary import DecisionVerb, Status


class Refused(models.TextChoices):
    """Why somebody of staff was refused an act. A closed set: the log keeps no word of what they sent."""

    NOT_PERMITTED = "not-permitted", _("the role does not allow it")
    WRONG_STATE = "wrong-state", _("not possible in this state")
    FOUR_EYES = "four-eyes", _("somebody else must do it")
    UNSEEN = "unseen", _("an account this person may not see")


class DecisionQuerySet(models.QuerySet["Decision"]):
    """The adjectives of a decision."""

    def since_last_publication(self) -> DecisionQuerySet:
        """Those that shaped the words now on the desk. Shown for one testimony only."""
        last = self.filter(verb=DecisionVerb.PUBLISH).order_by("-pk").values("pk")[:1]
        return self.filter(models.Q(pk__gt=models.Subquery(last)) | ~models.Exists(last))

    def that_changed(self) -> DecisionQuerySet:
        """Without those by which somebody only looked, or was refused."""
        return self.exclude(verb__in=[DecisionVerb.EXPORT_SEALED, DecisionVerb.OPEN_ORIGINAL, DecisionVerb.REFUSED])

    def by_hand(self) -> DecisionQuerySet:
        """Those by which somebody put words in, stood for them, or said what of them may be public."""
        verbs = (DecisionVerb.ACCESSION, DecisionVerb.EDIT, DecisionVerb.SUBMIT, DecisionVerb.ENTER_CONSENT)
        return self.filter(verb__in=verbs)

    def that_entered_a_consent(self) -> DecisionQuerySet:
        """Those that name a consent as entered by their actor: by hand, or with an account of an import."""
        verbs = (DecisionVerb.ENTER_CONSENT, DecisionVerb.ACCESSION)
        return self.filter(verb__in=verbs, facts__has_key="consent")


class Decision(models.Model):
    """One link of the desk's chain of decisions. Stored by `chain.append` alone, and never changed.

    The number (`id`) is the place in the chain. `testimony` is null where the act is about the archive as a whole.
    `fingerprint` is that of the snapshot the decision was about, where there was one; `facts` holds numbers and closed
    words about the act. Nothing here holds anybody's words: of the reason there is only a salted hash, see `Reason`.
    `previous` and `hash` are SHA-256 in hexadecimal, `signature` is Ed25519 over the hash.
    """

    testimony = models.ForeignKey(Testimony, models.PROTECT, related_name="decisions", null=True)
    verb = models.CharField(_("act"), max_length=20, choices=DecisionVerb)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    from_status = models.CharField(_("from"), max_length=12, choices=Status, blank=True)
    to_status = models.CharField(_("to"), max_length=12, choices=Status, blank=True)
    version = models.PositiveIntegerField(_("version"), null=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    reason_hash = models.CharField(max_length=64, blank=True)
    facts = models.JSONField(default=dict)
    at = models.DateTimeField(_("at"), default=timezone.now)
    previous = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)

    objects: ClassVar[DecisionQuerySet] = DecisionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(hash="") & ~models.Q(signature=""), name="decisions_are_signed")
        ]

    def __str__(self) -> str:
        return f"Decision {self.pk}"

    @property
    def refused(self) -> str:
        """Of a refused act: what was tried, and why not; "" of any other decision."""
        if self.verb != DecisionVerb.REFUSED:
            return ""
        return f"{DecisionVerb(self.facts['verb']).action}, {Refused(self.facts['why']).label}"

    @property
    def reason(self) -> str:
        """What staff wrote; "" where they wrote nothing, or it was erased. Raises `Unreadable`."""
        kept = Reason.objects.filter(decision=self).first()
        return kept.words if kept else ""

    @property
    def reason_shown(self) -> str:
        """The reason for a page, or a sentence in place of what cannot be read."""
        return shown(lambda: self.reason)


class Reason(models.Model):
    """Why somebody decided, in their words: apart from the chain, so that it can be erased without breaking it."""

    decision = models.OneToOneField(Decision, models.PROTECT, primary_key=True, related_name="kept_reason")
    salt = models.CharField(max_length=64)
    words = EncryptedText(_("reason"), row="decision_id")

    class Meta:
        verbose_name = _("reason")
        verbose_name_plural = _("reasons")

    def __str__(self) -> str:
        return f"Reason {self.pk}"
