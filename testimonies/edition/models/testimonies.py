"""Published testimonies: snapshots that the door wrote, one row a version."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils import timezone

from testimonies.edition.denied import denied
from testimonies.vocabulary import ConsentBasis, Exit, Language, SourceKind, Standing, Strength


class PublishedTestimonyQuerySet(models.QuerySet["PublishedTestimony"]):
    """The adjectives of a published testimony."""

    def current(self) -> PublishedTestimonyQuerySet:
        """What the public means by "the account": the newest version, never a withdrawn one or one under embargo."""
        return self.to_be_found().not_denied()

    def readable(self) -> PublishedTestimonyQuerySet:
        """Every version that may be read today: an embargo on the newest holds for those before it too."""
        return self.due().not_denied()

    def due(self) -> PublishedTestimonyQuerySet:
        """`readable`, with what is denied."""
        return self.exclude(code__in=PublishedTestimony.objects.under_embargo().values("code"))

    def not_denied(self) -> PublishedTestimonyQuerySet:
        """Without what is being withdrawn. The list is read before the rows: an entry goes after its rows went."""
        hidden = denied()
        return self.exclude(code__in=hidden) if hidden else self

    def to_be_found(self) -> PublishedTestimonyQuerySet:
        """What the index holds today. One whose day has not come is not in it: its words would weigh in others."""
        return self.newest_versions().exclude(public_from__gt=timezone.localdate())

    def newest_versions(self) -> PublishedTestimonyQuerySet:
        """Also those whose day has not come."""
        return self.filter(current=True)

    def under_embargo(self) -> PublishedTestimonyQuerySet:
        return self.newest_versions().filter(public_from__gt=timezone.localdate())

    def with_texts(self) -> PublishedTestimonyQuerySet:
        return self.prefetch_related("texts", "tags")

    def with_photos(self) -> PublishedTestimonyQuerySet:
        return self.prefetch_related("photos__files")

    def newest(self) -> PublishedTestimonyQuerySet:
        return self.order_by("-first_published_on", "code")


class PublishedTestimony(models.Model):
    """One version of one published account.

    `current` marks the newest version; older rows exist only where the later version was a correction.
    Without `quotable` no words of it stand anywhere but on its own page. Before `public_from` nobody reads it; that is
    asked when it is read. `refused_uses` and `asked_uses` hold codes of `vocabulary.USES`. `fingerprint` is the SHA-256
    of the snapshot the row was written from.
    """

    code = models.CharField(max_length=24)
    version = models.PositiveIntegerField()
    current = models.BooleanField(default=True)
    pseudonym = models.CharField(max_length=60)
    sector = models.SlugField(blank=True)
    place = models.SlugField(blank=True)
    period_from = models.PositiveSmallIntegerField(null=True)
    period_to = models.PositiveSmallIntegerField(null=True)
    recruitment = models.SlugField(blank=True)
    exit = models.CharField(max_length=16, choices=Exit)
    source_kind = models.CharField(max_length=16, choices=SourceKind)
    citation = models.TextField(blank=True)
    source_url = models.URLField(max_length=500, blank=True)
    consent_basis = models.CharField(max_length=32, choices=ConsentBasis)
    standing = models.CharField(max_length=16, choices=Standing)
    public_notes = models.JSONField(default=list)
    warnings = models.JSONField(default=list)
    synthetic = models.BooleanField(default=False)
    published_on = models.DateField()
    first_published_on = models.DateField()
    summary_only = models.BooleanField(default=False)
    quotable = models.BooleanField(default=True)
    machine_learning = models.BooleanField(default=False)
    public_from = models.DateField(null=True)
    refused_uses = models.JSONField(default=list)
    asked_uses = models.JSONField(default=list)
    fingerprint = models.CharField(max_length=64)

    objects: ClassVar[PublishedTestimonyQuerySet] = PublishedTestimonyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="one_row_a_version"),
            models.UniqueConstraint(fields=["code"], condition=models.Q(current=True), name="one_current_version"),
        ]
        indexes = [
            models.Index(fields=["current", "-first_published_on"], name="newest_first"),
            models.Index(fields=["public_from"], name="by_embargo"),
        ]

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"

    def get_absolute_url(self) -> str:
        return reverse("testimony", args=[self.code])

    @property
    def original(self) -> PublishedText:
        """The text the others were translated from."""
        return next(text for text in self.texts.all() if text.original)

    def text_in(self, language: str) -> PublishedText:
        """The text in `language`, or the original where there is none."""
        return next((text for text in self.texts.all() if text.language == language), self.original)


class PublishedText(models.Model):
    """A published account in one language.

    `paragraphs` is a list of `[id, text]`, ids like "p7"; `last_id` is the highest number ever given to one, so that
    the id of a paragraph that was taken out is never given to different words.
    """

    testimony = models.ForeignKey(PublishedTestimony, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=2, choices=Language)
    original = models.BooleanField(default=False)
    title = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    paragraphs = models.JSONField(default=list)
    last_id = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-original", "language"]
        constraints = [models.UniqueConstraint(fields=["testimony", "language"], name="one_published_text_a_language")]

    def __str__(self) -> str:
        return f"{self.testimony_id} {self.language}"


class PassageTag(models.Model):
    """An abuse type and the paragraphs that support it, as ids ("p2") of the original text."""

    testimony = models.ForeignKey(PublishedTestimony, models.CASCADE, related_name="tags")
    term = models.SlugField(max_length=80)
    strength = models.CharField(max_length=8, choices=Strength)
    paragraphs = models.JSONField(default=list)

    class Meta:
        ordering = ["term"]
        constraints = [models.UniqueConstraint(fields=["testimony", "term"], name="one_published_tag_a_term")]
        indexes = [models.Index(fields=["term"], name="tag_by_term")]

    def __str__(self) -> str:
        return f"{self.testimony_id} {self.term}"
