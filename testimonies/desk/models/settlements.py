"""What was found in the texts of a testimony, and what a person decided about it; and words entered in confidence."""

from __future__ import annotations

import json
import secrets
from functools import cached_property

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from testimonies.deidentify.finding import Kind
from testimonies.deidentify.subjects import Subject
from testimonies.desk.models.testimonies import Testimony
from testimonies.desk.safe.fields import EncryptedText, shown


class Choice(models.TextChoices):
    """The two ways to settle a finding."""

    KEEP = "keep", _("May stand")
    GENERALISE = "generalise", _("Generalised")


def new_key() -> str:
    """A key that says nothing, known before the row is stored, so that its fields can be closed for it."""
    return secrets.token_hex(16)


class Settlement(models.Model):
    """A person's decision about one subject: a name, a number, a place, in all its spellings.

    The row is the mapping back from the vaguer words to the original ones, so all its words are encrypted: `originals`
    is a JSON list, `phrases` a JSON object of marked phrases by language, `reason` is why the originals may stand.
    What is not settled has no row: it is read from the texts as they are, because a stored list would be out of date
    with the next edit.
    """

    key = models.CharField(primary_key=True, max_length=32, default=new_key, editable=False)
    testimony = models.ForeignKey(Testimony, models.CASCADE, related_name="settlements")
    kind = models.CharField(_("kind"), max_length=16)
    choice = models.CharField(_("decision"), max_length=12, choices=Choice)
    originals = EncryptedText(_("original words"), row="key")
    phrases = EncryptedText(_("words instead"), row="key")
    reason = EncryptedText(_("reason"), row="key")
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("settled by")
    )
    settled_at = models.DateTimeField(_("settled at"), default=timezone.now)

    class Meta:
        verbose_name = _("settled finding")
        verbose_name_plural = _("settled findings")
        ordering = ["settled_at", "key"]

    def __str__(self) -> str:
        return gettext("Settled finding")

    @cached_property
    def subject(self) -> Subject:
        """What it is about, for the tool. Raises `Unreadable`."""
        forms = frozenset(json.loads(self.originals))
        return Subject(Kind(self.kind), "", forms, (), json.loads(self.phrases or "{}"))

    @property
    def generalised(self) -> bool:
        return self.choice == Choice.GENERALISE

    @property
    def originals_shown(self) -> str:
        """The spellings for a staff page, or a sentence where they cannot be read."""
        return shown(lambda: " · ".join(sorted(self.subject.forms)))

    @property
    def instead_shown(self) -> str:
        """What stands instead, or why the words may stand."""
        if not self.generalised:
            return shown(lambda: self.reason)
        return shown(lambda: " · ".join(dict.fromkeys(self.subject.phrases.values())))


class KnownWords(models.Model):
    """What was sealed of a contributor, as keyed hashes: the server can recognise the words and not read them.

    `digests` maps a field of the sealed store to hashes; `key` names the key they were made with.
    """

    testimony = models.OneToOneField(Testimony, models.CASCADE, primary_key=True, related_name="known_words")
    key = models.CharField(max_length=16)
    digests = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("words known in confidence")
        verbose_name_plural = _("words known in confidence")

    def __str__(self) -> str:
        return gettext("Words known in confidence")
