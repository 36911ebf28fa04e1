"""Texts: an account in one language."""

from itertools import groupby

from django.db import models
from django.utils.translation import gettext_lazy as _

from testimonies.desk.models.testimonies import Testimony
from testimonies.vocabulary import Language


class Text(models.Model):
    """The words of a testimony in one language; `body` has a blank line between paragraphs."""

    testimony = models.ForeignKey(Testimony, models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=2, choices=Language)
    original = models.BooleanField(_("original"), default=False, help_text=_("The others are translations of it."))
    title = models.CharField(_("title"), max_length=300)
    summary = models.TextField(_("summary"), blank=True)
    body = models.TextField(_("body"), help_text=_("Leave a blank line between paragraphs."))

    class Meta:
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        ordering = ["-original", "language"]
        constraints = [
            models.UniqueConstraint(fields=["testimony", "language"], name="one_text_a_language"),
            models.UniqueConstraint(fields=["testimony"], condition=models.Q(original=True), name="one_original"),
        ]

    def __str__(self) -> str:
        return self.get_language_display()

    @property
    def paragraphs(self) -> list[str]:
        """The body's paragraphs, in order, none of them empty."""
        return split_paragraphs(self.body)


def split_paragraphs(body: str) -> list[str]:
    """`body` cut at blank lines, whatever the line ends of the machine it was typed on; spaces leave a line blank."""
    lines = [" ".join(line.split()) for line in body.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    blocks = groupby(lines, key=bool)
    return [" ".join(block) for has_words, block in blocks if has_words]
