"""Published photographs: what the door wrote of each, and the files it is shown in."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from testimonies.edition.models.testimonies import PublishedTestimony
from testimonies.vocabulary import Licence


@dataclass(frozen=True)
class Words:
    """What is said of a photograph in one language."""

    language: str
    alt: str
    caption: str


class PublishedPhoto(models.Model):
    """One photograph of one version of an account.

    `texts` maps a language to `{"alt": ..., "caption": ...}`. A `sensitive` one is covered until somebody asks for it;
    `warnings` say what it shows. No list, feed or card shows any photograph.
    """

    testimony = models.ForeignKey(PublishedTestimony, models.CASCADE, related_name="photos")
    position = models.PositiveSmallIntegerField()
    texts = models.JSONField(default=dict)
    credit = models.CharField(max_length=200, blank=True)
    licence = models.CharField(max_length=24, choices=Licence)
    sensitive = models.BooleanField(default=False)
    warnings = models.JSONField(default=list)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["testimony", "position"], name="one_photo_a_position")]

    def __str__(self) -> str:
        return f"{self.testimony_id} photograph {self.position}"

    def words_in(self, *languages: str) -> Words:
        """The words in the first of `languages` there are; without any, none."""
        found = next((language for language in (*languages, *self.texts) if language in self.texts), "")
        said = self.texts.get(found, {})
        return Words(found, said.get("alt", ""), said.get("caption", ""))


class PublishedPicture(models.Model):
    """One file in `edition/media/`, by its random name: one width of one photograph in one format.

    Pixels in `width` and `height`; `sha256` is that of the file. Two versions of an account may show the same file.
    """

    photo = models.ForeignKey(PublishedPhoto, models.CASCADE, related_name="files")
    name = models.CharField(max_length=40)
    format = models.CharField(max_length=8)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["photo", "name"], name="one_row_a_file")]
        indexes = [models.Index(fields=["name"], name="picture_by_name")]

    def __str__(self) -> str:
        return self.name
