"""Photographs of a testimony: what is known of each, what is to be covered, and who looked."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext

from testimonies.desk.models.approvals import different
from testimonies.desk.models.testimonies import Testimony
from testimonies.media.storage import new_name
from testimonies.vocabulary import Language, Licence, Status


class PhotoQuerySet(models.QuerySet["Photo"]):
    """The adjectives of a photograph."""

    def in_use(self) -> PhotoQuerySet:
        """Of accounts that are, or may become, public."""
        return self.exclude(testimony__status=Status.WITHDRAWN)

    def to_be_derived(self) -> PhotoQuerySet:
        """Whose regions somebody answered for, and whose public files are still to be made."""
        return self.in_use().filter(prepared_by__isnull=False, derived=[], failure="")

    def to_be_searched_for_faces(self) -> PhotoQuerySet:
        # Not `suggested=None`, which asks for the JSON word.
        return self.in_use().filter(suggested__isnull=True)


class Photo(models.Model):
    """One photograph, or picture of a document.

    `original` names the encrypted file; what the file was called where it came from is not kept. `width` and `height`
    are pixels of the picture held upright. `regions` are what is covered, each as `testimonies.media.regions` writes
    it, as fractions of the upright picture. `suggested` are faces that a program found: None until it has looked.
    `derived` are the public files made with these regions, each `{"name", "format", "width", "height", "sha256"}`,
    empty until they are made; `failure` says why they cannot be. `prepared_by` answers for having looked at every face
    and mark, `checked_by` is the second pair of eyes; the database refuses one person as both. `revision` counts the
    changes, so that of two people who change it at once the second hears of the first.
    """

    testimony = models.ForeignKey(Testimony, models.CASCADE, related_name="photos")
    name = models.CharField(max_length=32, unique=True, default=new_name, editable=False)
    position = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=8)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    original = models.CharField(max_length=32, unique=True, default=new_name)
    regions = models.JSONField(default=list, blank=True)
    suggested = models.JSONField(null=True)
    derived = models.JSONField(default=list)
    failure = models.CharField(max_length=40, blank=True)
    credit = models.CharField(max_length=200, blank=True)
    licence = models.CharField(max_length=24, choices=Licence, default=Licence.ALL_RIGHTS)
    sensitive = models.BooleanField(default=False)
    warnings = models.JSONField(default=list, blank=True)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    revision = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[PhotoQuerySet] = PhotoQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=different("prepared_by", "checked_by"), name="photo_four_eyes"),
        ]

    def __str__(self) -> str:
        return gettext("Photograph %(number)s") % {"number": self.pk}

    @property
    def number(self) -> int:
        """Its place among those of its account, from 1."""
        earlier = models.Q(position__lt=self.position) | models.Q(position=self.position, pk__lt=self.pk)
        return 1 + self.testimony.photos.filter(earlier).count()


class PhotoText(models.Model):
    """What is said of a photograph in one language. `alt` stands in its place for whoever cannot see it."""

    photo = models.ForeignKey(Photo, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=2, choices=Language)
    alt = models.TextField(blank=True)
    caption = models.TextField(blank=True)

    class Meta:
        ordering = ["language"]
        constraints = [models.UniqueConstraint(fields=["photo", "language"], name="one_photo_text_a_language")]

    def __str__(self) -> str:
        return self.get_language_display()
