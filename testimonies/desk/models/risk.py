"""What the disclosure-risk gate counts with: what was ever told, what is known outside, and the house's own limit."""

from __future__ import annotations

import hashlib
import json
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from testimonies.desk.models.testimonies import Testimony
from testimonies.vocabulary import Exit, Language, SourceKind

CONTEXT = ("place", "sector", "period_from", "period_to", "recruitment", "exit", "source", "language")


class CoarseContext(models.Model):
    """The public context fields, as coarse as the public reads them; empty where nothing is said."""

    place = models.SlugField(_("place"), blank=True)
    sector = models.SlugField(_("sector"), blank=True)
    period_from = models.PositiveSmallIntegerField(_("from year"), null=True, blank=True)
    period_to = models.PositiveSmallIntegerField(_("to year"), null=True, blank=True)
    recruitment = models.SlugField(_("recruitment"), blank=True)
    exit = models.CharField(_("exit"), max_length=16, choices=Exit, blank=True)
    source = models.CharField(_("kind of source"), max_length=16, choices=SourceKind, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language, blank=True)

    class Meta:
        abstract = True

    def fields(self) -> dict[str, Any]:
        """The context as named values."""
        return {name: getattr(self, name) for name in CONTEXT}


class Told(CoarseContext):
    """All that the versions of one account together have told the world; what was withdrawn was told all the same.

    `k` is how many accounts fitted the newest version when it was published, counted up to `moderation.risk.COUNTED`.
    `synthetic` is what the newest version says, and `citations` are what the versions cite that are kept, each once:
    the gate does not ask the working record, which one person alone may change.
    """

    testimony = models.OneToOneField(Testimony, models.PROTECT, related_name="told")
    k = models.PositiveIntegerField()
    synthetic = models.BooleanField(_("synthetic"))
    citations = models.JSONField(_("citations"), default=list)

    class Meta:
        verbose_name = _("told context")
        verbose_name_plural = _("told contexts")
        # Grouped without being sorted: every judgement counts all of them.
        indexes = [models.Index(fields=[*CONTEXT, "synthetic", "k"], name="told_by_context")]

    def __str__(self) -> str:
        return f"Told {self.pk}"


class KnownOutsideQuerySet(models.QuerySet["KnownOutside"]):
    """The adjectives of an entry."""

    def confirmed(self) -> KnownOutsideQuerySet:
        return self.filter(confirmed_by__isnull=False)


class KnownOutside(CoarseContext):
    """A person of whom others have published as much, and where.

    It counts among those a reader could mean once a second person has looked at what was published: until then, and
    after every change, `confirmed_by` is null. `entered_by` is null in rows from before that was asked.
    """

    citation = models.TextField(_("citation"), max_length=600)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("entered by"),
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("confirmed by"),
    )

    objects: ClassVar[KnownOutsideQuerySet] = KnownOutsideQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("account known outside")
        verbose_name_plural = _("accounts known outside")
        permissions = [("confirm_knownoutside", "May confirm what others entered as known outside")]
        constraints = [
            models.UniqueConstraint(
                Lower("citation"),
                name="one_entry_a_citation",
                violation_error_message=_("There is an entry with this citation already."),
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_by__isnull=True)
                | (models.Q(entered_by__isnull=False) & ~models.Q(entered_by=models.F("confirmed_by"))),
                name="known_outside_four_eyes",
            ),
        ]

    def __str__(self) -> str:
        return f"Known outside {self.pk}"

    @property
    def fingerprint(self) -> str:
        """SHA-256 of what it says, in hexadecimal: whoever confirms it signs for just that."""
        return hashlib.sha256(json.dumps([self.citation, self.fields()], sort_keys=True).encode()).hexdigest()


class HouseRules(models.Model):
    """The one row of what this house decided for itself. `moderation.house_rules` changes it; the log says who did."""

    k = models.PositiveSmallIntegerField(
        _("least number of accounts"),
        default=3,
        help_text=_("So many accounts must share the public facts of one before it can be approved."),
    )

    class Meta:
        verbose_name = _("house rules")
        verbose_name_plural = _("house rules")
        constraints = [
            models.CheckConstraint(condition=models.Q(k__gte=1), name="k_is_at_least_one"),
            models.CheckConstraint(condition=models.Q(pk=1), name="one_row_of_house_rules"),
        ]

    def __str__(self) -> str:
        return str(_("house rules"))
