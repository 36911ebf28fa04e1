"""The withdrawals feed, line by line, as it was signed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class FeedEntry(models.Model):
    """One entry of the withdrawals feed. `number` counts from 1 without gaps, and an entry never changes.

    `version` is null where the whole account is meant; `act` is a word of `exchange.withdrawals`.
    """

    number = models.PositiveIntegerField(primary_key=True)
    code = models.CharField(max_length=24)
    version = models.PositiveIntegerField(null=True)
    act = models.CharField(max_length=12)
    on = models.DateField()

    class Meta:
        verbose_name = _("entry of the withdrawals feed")
        verbose_name_plural = _("entries of the withdrawals feed")
        ordering = ["number"]

    def __str__(self) -> str:
        return f"Feed entry {self.pk}"
