"""What changed in the edition, and what was taken out of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from testimonies.edition.models.testimonies import PublishedTestimony
from testimonies.vocabulary import TombstoneReason


class Change(models.Model):
    """One put or withdrawal, in order.

    The index remembers the last change it holds. A search leaves out every code with a later change, so that a
    withdrawn account, or the words an edit took out, cannot be found while the indexer is still behind.
    """

    code = models.CharField(max_length=24)
    safety = models.BooleanField(default=False)
    on = models.DateField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.pk} {self.code}"


class WithdrawalQuerySet(models.QuerySet["Withdrawal"]):
    """The adjectives of a tombstone."""

    def of_accounts(self) -> WithdrawalQuerySet:
        return self.filter(version=None)

    def standing(self) -> WithdrawalQuerySet:
        """Those that hold today. That of an account which came back under an embargo holds until its day has come."""
        current = PublishedTestimony.objects.newest_versions().filter(code=models.OuterRef("code"))
        back = models.Exists(current.exclude(public_from__gt=timezone.localdate()))
        return self.exclude(models.Q(back, version=None))

    def of_nothing(self) -> WithdrawalQuerySet:
        """Those behind which the edition holds nothing, not even for a later day."""
        return self.exclude(code__in=PublishedTestimony.objects.newest_versions().values("code"))


class Withdrawal(models.Model):
    """A tombstone. `version` is null where the whole account was withdrawn.

    It holds no word of the account and no reason a watcher could use.
    """

    code = models.CharField(max_length=24)
    version = models.PositiveIntegerField(null=True)
    reason = models.CharField(max_length=16, choices=TombstoneReason)
    on = models.DateField()

    objects: ClassVar[WithdrawalQuerySet] = WithdrawalQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=models.Q(version=None), name="one_tombstone_a_code"),
            models.UniqueConstraint(fields=["code", "version"], name="one_tombstone_a_version"),
        ]

    def __str__(self) -> str:
        return f"{self.code} withdrawn"
