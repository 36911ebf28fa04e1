"""Invitations: the only way in, as nobody can register."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """The adjectives of an invitation."""

    def open(self) -> InvitationQuerySet:
        """Those whose link works, or will once somebody confirms it."""
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=timezone.now())


class Invitation(models.Model):
    """A link that makes an account, or gives an existing one a new beginning. `token_hash` is SHA-256 of what it holds.

    `account` is whom it renews; without one, `name` will be the new account's name for signing in. `confirmed_by` is
    the second person, who is neither `made_by` nor `account`.
    """

    name = models.CharField(
        _("name for signing in"),
        max_length=150,
        help_text=_("Letters, digits and @ . + - _ only. Colleagues read it beside every decision."),
    )
    display_name = models.CharField(_("display name"), max_length=150, blank=True)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("account"),
    )
    roles = models.ManyToManyField(Group, verbose_name=_("roles"), blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("invited by")
    )
    made_at = models.DateTimeField(_("invited at"), default=timezone.now)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("confirmed by"),
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True)
    expires_at = models.DateTimeField(_("valid until"))
    accepted_at = models.DateTimeField(_("accepted at"), null=True)
    revoked_at = models.DateTimeField(_("taken back at"), null=True)

    objects: ClassVar[InvitationQuerySet] = InvitationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-pk"]
        default_permissions = ("add", "view")
        permissions = [
            ("confirm_invitation", "May confirm an invitation that somebody else made"),
            ("close_account", "May close an account of staff"),
        ]

    def __str__(self) -> str:
        return f"Invitation {self.pk}"

    @property
    def fingerprint(self) -> str:
        """SHA-256 of whom it lets in, as what, by which link and until when, in hexadecimal: invited and confirmed is
        just that."""
        says = [self.name, self.display_name, self.account_id, sorted(self.roles.values_list("pk", flat=True))]
        link = [self.token_hash, self.expires_at.astimezone(UTC).isoformat()]
        return hashlib.sha256(json.dumps([*says, *link]).encode()).hexdigest()
