"""The public vocabulary."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import get_language

from testimonies.vocabulary import TermKind


class TermQuerySet(models.QuerySet["Term"]):
    """The adjectives of a term."""

    def of(self, kind: TermKind) -> TermQuerySet:
        return self.filter(kind=kind)

    def indicators(self) -> TermQuerySet:
        """The ILO's eleven indicators of forced labour (ILO, 2012): the abuse types that stand under no other."""
        return self.filter(kind=TermKind.ABUSE, parent="")


class Term(models.Model):
    """One word of the public vocabulary, labelled in three languages.

    `parent` is the slug of the term above; `indicators` are the slugs of the ILO indicators an abuse type counts under.
    """

    kind = models.CharField(max_length=16, choices=TermKind)
    slug = models.SlugField(max_length=80)
    parent = models.SlugField(max_length=80, blank=True)
    indicators = models.JSONField(default=list)
    label_en = models.CharField(max_length=120)
    label_ko = models.CharField(max_length=120)
    label_ru = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=0)

    objects: ClassVar[TermQuerySet] = TermQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["kind", "position"]
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="one_public_term_a_slug")]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The label in the language of the page."""
        label: str = getattr(self, f"label_{(get_language() or 'en')[:2]}", self.label_en)
        return label
