"""Reported numbers."""

from django.db import models
from django.utils.translation import get_language


class Figure(models.Model):
    """A number somebody reported about this labour, what exactly it counts, and who said so.

    `texts` maps a language to `{"value": ..., "counts": ..., "caveat": ...}`.
    """

    slug = models.SlugField(unique=True)
    position = models.PositiveSmallIntegerField(default=0)
    texts = models.JSONField(default=dict)
    source = models.CharField(max_length=300)
    source_url = models.URLField(max_length=500, blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.slug

    @property
    def text(self) -> dict[str, str]:
        """The wording in the language of the page."""
        wording: dict[str, str] = self.texts.get((get_language() or "en")[:2], self.texts["en"])
        return wording
