"""The working vocabulary: the public terms and those that only curators use."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from testimonies.desk.models.open_words import OpenWords
from testimonies.vocabulary import Language, TermKind


class VocabularyTermQuerySet(models.QuerySet["VocabularyTerm"]):
    """The adjectives of a term."""

    def of(self, kind: TermKind) -> VocabularyTermQuerySet:
        return self.filter(kind=kind)

    def public(self) -> VocabularyTermQuerySet:
        """Those the edition may hold; a city is known to curators only."""
        return self.filter(public=True)

    def label_of(self, kind: TermKind, slug: models.OuterRef) -> models.Subquery:
        """The label of one term, for a list whose rows name their terms by slug."""
        return models.Subquery(self.of(kind).filter(slug=slug).values(label_column())[:1])


class VocabularyTerm(OpenWords):
    """One term with its labels; `indicators` are slugs of the ILO indicators an abuse type counts under."""

    kind = models.CharField(_("kind"), max_length=16, choices=TermKind)
    slug = models.SlugField(_("slug"), max_length=80)
    parent = models.SlugField(_("parent"), max_length=80, blank=True)
    public = models.BooleanField(_("public"), default=True)
    indicators = models.JSONField(_("indicators"), default=list, blank=True)
    label_en = models.CharField(_("English label"), max_length=120)
    label_ko = models.CharField(_("Korean label"), max_length=120)
    label_ru = models.CharField(_("Russian label"), max_length=120)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    SAID = ("kind", "slug", "parent", "public", "indicators", "label_en", "label_ko", "label_ru", "position")

    objects: ClassVar[VocabularyTermQuerySet] = VocabularyTermQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("vocabulary term")
        verbose_name_plural = _("vocabulary terms")
        ordering = ["kind", "position"]
        permissions = [("confirm_open_words", "May confirm the terms and reported figures that others entered")]
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="one_term_a_slug")]

    def __str__(self) -> str:
        label: str = getattr(self, label_column())
        return label


def label_column() -> str:
    """The column of the labels in the language that is spoken now."""
    language = (get_language() or "en")[:2]
    return f"label_{language if language in Language.values else Language.ENGLISH.value}"
