"""Approvals: what a reviewer signed for, and who stood on the other side."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from testimonies.desk.models.decisions import Decision


class Check(models.TextChoices):
    """What a reviewer looks for, one tick each. A closed set: no reviewer writes a name into a checklist."""

    NAMES = "names", _("No name, nickname or title of anybody, also not in the translations")
    PLACES = "places", _("No place, site or employer finer than the macro-region")
    DATES = "dates", _("No exact date, age or number that points to one person")
    PHOTOS = (
        "photos",
        _("Every face, and every mark of a person or place, is covered in every photograph, or there is none"),
    )
    THIRD_PERSONS = "third-persons", _("Nobody else can be recognised: family, colleagues, managers")
    RARE = "rare-combination", _("The facts together do not fit one person only")
    TRANSLATION = "translation", _("Every translation says what the original says, and no more")
    CONSENT = "consent", _("I read the consent, and it covers what would be public")


# An import of records that were reviewed in another house says so, instead of ticks nobody made here.
REVIEWED_ELSEWHERE = "reviewed-elsewhere"
# Before the name of a photograph of which every face and mark was looked at.
PHOTO_TICK = "photo-"


def different(one: str, other: str) -> models.Q:
    """That two columns name two people; an empty one names nobody."""
    return (
        ~models.Q(**{one: models.F(other)})
        | models.Q(**{f"{one}__isnull": True})
        | models.Q(**{f"{other}__isnull": True})
    )


def four_eyes(table: str) -> list[models.BaseConstraint]:
    """The constraints of a table that names who handed words in, who approved them, and who overrode the gate."""
    pairs = (("submitted_by", "approved_by"), ("submitted_by", "custodian"), ("approved_by", "custodian"))
    return [
        models.CheckConstraint(condition=different(one, other), name=f"{table}_{number}_four_eyes")
        for number, (one, other) in enumerate(pairs, start=1)
    ]


class Approval(models.Model):
    """The signature behind an approval.

    `submitted_by` put the words forward last, by submitting them or by an edit while they waited. `custodian` is who
    let a rare combination through, or null. `checklist` holds the codes ticked. `salt` belongs to the hash of the
    consent in the decision, and is erased with the consent's conditions.
    """

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="approval")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    custodian = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    checklist = models.JSONField(_("checklist"), default=list)
    salt = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        constraints = four_eyes("approval")

    def __str__(self) -> str:
        return f"Approval {self.pk}"

    @property
    def checked(self) -> list[str]:
        """The ticks in words, in the order of the checklist."""
        if self.checklist == [REVIEWED_ELSEWHERE]:
            return [str(_("Reviewed before it was imported"))]
        photos = sum(tick.startswith(PHOTO_TICK) for tick in self.checklist)
        looked = str(_("Photographs of which every face and mark was looked at: %(number)s"))
        ticks = [str(check.label) for check in Check if check.value in self.checklist]
        return [*ticks, looked % {"number": photos}] if photos else ticks
