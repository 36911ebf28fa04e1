"""Consents: what a contributor allowed, on which day, and how."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from testimonies.desk.models.contributors import Contributor
from testimonies.vocabulary import Answer, ConsentBasis, Language, Scope


class ConsentForm(models.TextChoices):
    """How consent was given; not everybody can write, or may be seen writing."""

    WRITTEN = "written", _("In writing")
    RECORDED = "recorded", _("Spoken and recorded")
    WITNESSED = "witnessed", _("Spoken before a witness")


class Explained(models.TextChoices):
    """What was explained before the answer."""

    PURPOSE = "purpose", _("What the archive is for")
    READERS = "readers", _("Who may read it, also in the countries concerned")
    RISKS = "risks", _("The risks for them and their family")
    LASTING = "lasting", _("That copies others made cannot be called back")
    WITHDRAWAL = "withdrawal", _("How to withdraw, and that no reason is needed")
    SCOPES = "scopes", _("Each use by itself, and that each may be refused")


class ConsentQuerySet(models.QuerySet["Consent"]):
    """The adjectives of a consent."""

    def newest_first(self) -> ConsentQuerySet:
        return self.order_by("-given_on", "-pk")

    def on_record(self, day: datetime.date) -> ConsentQuerySet:
        """Those given by `day`, whether or not they still hold."""
        return self.filter(given_on__lte=day)


class Consent(models.Model):
    """What a contributor allowed on one day. A change of mind is a new row, never an overwritten one.

    The database refuses to change or delete a row (migration `0002`). `expires_on` and `review_on` are the last days
    on which it holds; before `embargo_until` nothing is public. How somebody can be reached again is a sealed field;
    here is only whether they may be. `entered_by` is null in rows from before that was asked.
    """

    contributor = models.ForeignKey(Contributor, models.PROTECT, related_name="consents", verbose_name=_("contributor"))
    basis = models.CharField(_("basis"), max_length=32, choices=ConsentBasis)
    given_on = models.DateField(_("given on"))
    form = models.CharField(_("form"), max_length=12, choices=ConsentForm, blank=True)
    language = models.CharField(_("language it was given in"), max_length=2, choices=Language, blank=True)
    interpreter = models.BooleanField(_("an interpreter was present"), default=False)
    explained = models.JSONField(_("what was explained"), default=list, blank=True)
    recontact = models.BooleanField(_("may be contacted again"), null=True, blank=True)
    embargo_until = models.DateField(_("not public before"), null=True, blank=True)
    expires_on = models.DateField(_("expires after"), null=True, blank=True)
    review_on = models.DateField(_("to be asked again by"), null=True, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )

    objects: ClassVar[ConsentQuerySet] = ConsentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-given_on", "-pk"]

    def __str__(self) -> str:
        return gettext("Consent %(number)s") % {"number": self.pk}

    def scopes(self) -> Mapping[str, str]:
        """The answers that are recorded, by scope."""
        return {answer.scope: answer.answer for answer in self.answers.all()}

    def allows(self, scope: Scope) -> bool:
        """Only a recorded yes allows; "ask again" and silence do not."""
        return self.scopes().get(scope) == Answer.YES

    def holds(self, day: datetime.date) -> bool:
        """Whether it is in force on `day`, as far as its own dates say."""
        return self.given_on <= day and (self.ends_on is None or day <= self.ends_on)

    @property
    def ends_on(self) -> datetime.date | None:
        """The last day on which it holds, or None where it has no end."""
        return min((day for day in (self.expires_on, self.review_on) if day), default=None)


class ConsentAnswer(models.Model):
    """The answer to one scope of one consent."""

    consent = models.ForeignKey(Consent, models.PROTECT, related_name="answers")
    scope = models.CharField(_("scope"), max_length=24, choices=Scope)
    answer = models.CharField(_("answer"), max_length=4, choices=Answer)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [models.UniqueConstraint(fields=["consent", "scope"], name="one_answer_a_scope")]

    def __str__(self) -> str:
        return f"{self.scope}: {self.answer}"


class ConsentCondition(models.Model):
    """Something that must be so before anything is published, in the contributor's sense ("not in the Korean press").

    The words can be emptied when a person's data is erased, and never be put in other words.
    """

    consent = models.ForeignKey(Consent, models.PROTECT, related_name="conditions")
    words = models.CharField(_("condition"), max_length=300)

    class Meta:
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")
        ordering = ["pk"]

    def __str__(self) -> str:
        return gettext("Condition %(number)s") % {"number": self.pk}
