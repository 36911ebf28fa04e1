"""Testimonies: the working records."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import gettext_lazy as _

from testimonies.desk.models.codes import new_code
from testimonies.desk.models.contributors import Contributor
from testimonies.desk.safe.fields import EncryptedText
from testimonies.vocabulary import Exit, SourceKind, Standing, Status


class TestimonyQuerySet(models.QuerySet["Testimony"]):
    """The adjectives of a working record."""

    def public(self) -> TestimonyQuerySet:
        """Those the edition holds, whatever is being done to the working record meanwhile."""
        return self.filter(public_version__isnull=False)

    def written_by(self, user: User) -> TestimonyQuerySet:
        return self.filter(author=user)


class Testimony(models.Model):
    """One account at the desk.

    `status` is where the working record stands. `public_version` is the version the edition holds, or null: an
    account being revised is "submitted" and public at once. Only `moderation/decide.py` assigns either. `review_on` is
    the last day on which a public account stays without somebody looking at it again.
    """

    code = models.CharField(_("code"), max_length=24, unique=True, default=new_code, editable=False)
    contributor = models.ForeignKey(
        Contributor, models.PROTECT, related_name="testimonies", verbose_name=_("contributor")
    )
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.DRAFT, editable=False)
    public_version = models.PositiveIntegerField(_("public version"), null=True, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name=_("author")
    )
    sector = models.SlugField(_("sector"), blank=True)
    place = models.SlugField(_("place"), blank=True)
    period_from = models.PositiveSmallIntegerField(_("from year"), null=True, blank=True)
    period_to = models.PositiveSmallIntegerField(_("to year"), null=True, blank=True)
    recruitment = models.SlugField(_("recruitment"), blank=True)
    exit = models.CharField(_("exit"), max_length=16, choices=Exit, default=Exit.UNKNOWN)
    source_kind = models.CharField(_("kind of source"), max_length=16, choices=SourceKind, default=SourceKind.INTERVIEW)
    citation = models.TextField(_("citation"), blank=True)
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    standing = models.CharField(_("standing"), max_length=16, choices=Standing, default=Standing.SINGLE)
    warnings = models.JSONField(_("content warnings"), default=list, blank=True)
    public_notes = models.JSONField(_("public notes"), default=list, blank=True)
    review_on = models.DateField(_("review by"), null=True, editable=False)
    public_from = models.DateField(
        _("publish on"), null=True, blank=True, help_text=_("Nobody can read the account before this day.")
    )
    synthetic = models.BooleanField(_("synthetic"), default=False, help_text=_("Written for demonstration."))
    notes = EncryptedText(
        _("staff notes"), row="code", help_text=_("Never public. Kept encrypted; not found by any search.")
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    objects: ClassVar[TestimonyQuerySet] = TestimonyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("testimony")
        verbose_name_plural = _("testimonies")
        ordering = ["-changed_at"]
        permissions = [
            ("submit_testimony", "May submit a testimony for review"),
            ("return_testimony", "May return a testimony to its author"),
            ("approve_testimony", "May approve a testimony that others wrote"),
            ("publish_testimony", "May publish an approved testimony"),
            ("withdraw_testimony", "May withdraw a public testimony"),
            ("review_testimony", "May say that a public account can stay public"),
            ("override_testimony", "May let an account through that few others are like"),
            ("erase_testimony", "May erase a withdrawn testimony"),
            ("export_sealed", "May export what is sealed"),
            ("issue_receipt", "May give a contributor a receipt code"),
            ("view_every_testimony", "May see testimonies that others wrote"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(status=Status.PUBLISHED) | models.Q(public_version__isnull=False),
                name="published_means_public",
            ),
            models.CheckConstraint(
                condition=~models.Q(status=Status.WITHDRAWN) | models.Q(public_version__isnull=True),
                name="withdrawn_means_not_public",
            ),
            models.CheckConstraint(
                condition=~models.Q(status=Status.LAPSED) | models.Q(public_version__isnull=True),
                name="lapsed_means_not_public",
            ),
            models.CheckConstraint(
                condition=models.Q(public_version__isnull=True) | models.Q(review_on__isnull=False),
                name="public_means_a_review_date",
            ),
        ]

    def __str__(self) -> str:
        return self.code
