"""What changed in the edition, and what was taken out of it."""

from django.db import models

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


class Withdrawal(models.Model):
    """A tombstone. `version` is null where the whole account was withdrawn.

    It holds no word of the account and no reason a watcher could use.
    """

    code = models.CharField(max_length=24)
    version = models.PositiveIntegerField(null=True)
    reason = models.CharField(max_length=16, choices=TombstoneReason)
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=models.Q(version=None), name="one_tombstone_a_code"),
            models.UniqueConstraint(fields=["code", "version"], name="one_tombstone_a_version"),
        ]

    def __str__(self) -> str:
        return f"{self.code} withdrawn"
