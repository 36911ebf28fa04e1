"""What the receipts process keeps: hashes of codes, and what was sent and waits for the desk."""

from django.db import models


class Receipt(models.Model):
    """A code somebody was given, as two hashes, and the public code of the account it stands for.

    `selector` finds the row without trying every slow hash: HMAC-SHA256 of the code's first part, in hexadecimal.
    `verifier` is Argon2id over an HMAC of the whole code. Neither says anything without the key beside the database.
    """

    code = models.CharField(max_length=24, unique=True)
    selector = models.CharField(max_length=64, unique=True)
    verifier = models.CharField(max_length=160)

    def __str__(self) -> str:
        return f"Receipt {self.pk}"


class Correction(models.Model):
    """What a contributor asks to be corrected, sealed to the desk: this store cannot be read by who runs it."""

    code = models.CharField(max_length=24)
    sealed = models.BinaryField()
    on = models.DateField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Correction {self.pk}"
