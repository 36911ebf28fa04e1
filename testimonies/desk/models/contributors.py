"""Contributors, the people an account came from, and what they allowed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from testimonies.vocabulary import Answer, ConsentBasis, Scope


class Contributor(models.Model):
    """A person known here by a pseudonym. Anything that could name them is a `SealedEntry`."""

    pseudonym = models.CharField(_("pseudonym"), max_length=60)

    class Meta:
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")

    def __str__(self) -> str:
        return gettext("Contributor %(number)s") % {"number": self.pk}

    @property
    def consent(self) -> Consent | None:
        """The consent in force: the newest row. Earlier rows stay as history."""
        return self.consents.order_by("-given_on", "-pk").first()


class Consent(models.Model):
    """What a contributor allowed on one day. A change of mind is a new row, never an overwritten one."""

    contributor = models.ForeignKey(Contributor, models.PROTECT, related_name="consents", verbose_name=_("contributor"))
    basis = models.CharField(_("basis"), max_length=32, choices=ConsentBasis)
    given_on = models.DateField(_("given on"))

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-given_on", "-pk"]

    def __str__(self) -> str:
        return gettext("Consent %(number)s") % {"number": self.pk}

    def allows(self, scope: Scope) -> bool:
        """Only a recorded yes allows; "ask again" and silence do not."""
        return any(answer.scope == scope and answer.answer == Answer.YES for answer in self.answers.all())


class ConsentAnswer(models.Model):
    """The answer to one scope of one consent."""

    consent = models.ForeignKey(Consent, models.CASCADE, related_name="answers")
    scope = models.CharField(_("scope"), max_length=24, choices=Scope)
    answer = models.CharField(_("answer"), max_length=4, choices=Answer)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [models.UniqueConstraint(fields=["consent", "scope"], name="one_answer_a_scope")]

    def __str__(self) -> str:
        return f"{self.scope}: {self.answer}"
