"""Reported numbers, as the desk keeps them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from testimonies.desk.models.open_words import OpenWords


class ReportedFigure(OpenWords):
    """A number somebody published, what exactly it counts, and where it was said.

    `texts` maps a language to `{"value": ..., "counts": ..., "caveat": ...}`.
    """

    slug = models.SlugField(_("slug"), unique=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    texts = models.JSONField(_("wording"), default=dict)
    source = models.CharField(_("source"), max_length=300)
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)

    SAID = ("slug", "position", "texts", "source", "source_url")

    class Meta:
        verbose_name = _("reported figure")
        verbose_name_plural = _("reported figures")
        ordering = ["position"]

    def __str__(self) -> str:
        return self.slug
