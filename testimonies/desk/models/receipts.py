"""Receipts: what lets a contributor withdraw without coming to the desk, and what they sent."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from testimonies.desk.models.testimonies import Testimony
from testimonies.desk.safe.fields import EncryptedText, shown


def new_token() -> str:
    """What tells a row apart before it is stored."""
    return secrets.token_hex(16)


class ReceiptCode(models.Model):
    """That a code was given out for an account. The code itself is nowhere: `selector` and `verifier` are hashes.

    The receipts' own store holds a copy. A request counts by this one, so that whoever takes over the receipts
    process can hide an account and cannot have it withdrawn.
    """

    testimony = models.OneToOneField(Testimony, models.PROTECT, related_name="receipt_code")
    selector = models.CharField(max_length=64, unique=True)
    verifier = models.CharField(max_length=160)

    class Meta:
        verbose_name = _("receipt code")
        verbose_name_plural = _("receipt codes")

    def __str__(self) -> str:
        return f"Receipt code {self.pk}"


class CorrectionRequest(models.Model):
    """What a contributor asks to be corrected, in their words; `settled_at` is null while it waits."""

    testimony = models.ForeignKey(
        Testimony, models.PROTECT, related_name="corrections", verbose_name=_("testimony"), editable=False
    )
    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    words = EncryptedText(_("what they ask for"), row="token")
    asked_on = models.DateField(_("asked on"))
    settled_at = models.DateTimeField(_("settled at"), null=True, editable=False)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("settled by"),
    )

    class Meta:
        verbose_name = _("correction asked for")
        verbose_name_plural = _("corrections asked for")
        ordering = ["asked_on", "pk"]

    def __str__(self) -> str:
        return f"Correction {self.pk}"

    @property
    def words_shown(self) -> str:
        """The words for a page, or a sentence in place of what cannot be read."""
        return shown(lambda: self.words)
