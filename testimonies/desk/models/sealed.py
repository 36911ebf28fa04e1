"""The sealed store."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from testimonies.desk.models.testimonies import Testimony


class Confidential(models.TextChoices):
    """What is sealed of a contributor: the `confidential` fields of the import format."""

    REAL_NAME = "real_name", _("Real name")
    CONTACT = "contact", _("Contact")
    BIRTH_DATE = "birth_date", _("Date of birth")
    EMPLOYER = "employer", _("Employer")
    CITY = "city", _("City")
    NOTES = "notes", _("Notes")


class SealedEntry(models.Model):
    """One confidential field, or a text as it was before it was generalised (`original_en`), sealed to a public key
    whose private half is not on this machine.

    `ciphertext` is a libsodium sealed box: whoever holds this database, or this server, cannot read it. `key` is the
    name of the public key it was sealed to (see `unseal.key_name`).
    """

    testimony = models.ForeignKey(Testimony, models.CASCADE, related_name="sealed")
    field = models.SlugField(_("field"), max_length=40)
    key = models.CharField(_("key"), max_length=16)
    ciphertext = models.BinaryField()
    sealed_at = models.DateTimeField(_("sealed at"), auto_now_add=True)

    class Meta:
        verbose_name = _("sealed entry")
        verbose_name_plural = _("sealed entries")
        ordering = ["testimony", "field"]

    def __str__(self) -> str:
        return gettext("Sealed entry %(number)s") % {"number": self.pk}
