"""Tags: the coding of a testimony."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from testimonies.desk.models.testimonies import Testimony
from testimonies.vocabulary import Strength


class Tag(models.Model):
    """An abuse type and the paragraphs of the original text, counted from 1, that support it."""

    testimony = models.ForeignKey(Testimony, models.CASCADE, related_name="tags")
    term = models.SlugField(_("abuse type"), max_length=80)
    paragraphs = models.JSONField(_("paragraphs"), default=list, blank=True)
    strength = models.CharField(_("strength"), max_length=8, choices=Strength, default=Strength.STATED)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["term"]
        constraints = [models.UniqueConstraint(fields=["testimony", "term"], name="one_tag_a_term")]

    def __str__(self) -> str:
        """The label, where the query brought one along."""
        return getattr(self, "label", None) or self.term
