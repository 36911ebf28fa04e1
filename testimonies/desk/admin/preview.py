"""What would become public, beside what is public now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from testimonies.desk.admin.facts import facts
from testimonies.desk.models import Testimony
from testimonies.desk.moderation.shown import stands_for
from testimonies.desk.moderation.snapshots import NoConsent, snapshot_of
from testimonies.edition.publish import Snapshot, TextSnapshot
from testimonies.vocabulary import Language


@dataclass(frozen=True)
class PreviewParagraph:
    """A paragraph and whether the public reads it already in just these words."""

    identifier: str
    words: str
    is_new: bool


@dataclass(frozen=True)
class PreviewText:
    """One language of the preview, and whether its title or summary differ from what is public."""

    text: TextSnapshot
    heading_is_new: bool
    paragraphs: list[PreviewParagraph]

    @property
    def language(self) -> str:
        """The language's own name."""
        return str(Language(self.text.language).label)


@dataclass(frozen=True)
class Preview:
    """The snapshot that publishing now would write."""

    snapshot: Snapshot
    texts: list[PreviewText]
    # Of all this and the consent beside it, whatever the day; whoever signs sends it back.
    fingerprint: str

    @property
    def facts(self) -> list[tuple[str, str]]:
        return facts(self.snapshot)


def preview(testimony: Testimony) -> Preview | None:
    """None where the record is not sound enough to be shown; its issues say why."""
    try:
        snapshot = snapshot_of(testimony, on=timezone.localdate())
    except (NoConsent, StopIteration, IndexError, KeyError):
        return None
    public = testimony.publications.filter(version=testimony.public_version or 0).first()
    texts = [_compared(text, public.text(text.language) if public else None) for text in snapshot.texts]
    return Preview(snapshot, texts, stands_for(snapshot, testimony))


def _compared(text: TextSnapshot, before: dict[str, Any] | None) -> PreviewText:
    public = {(identifier, words) for identifier, words in before["paragraphs"]} if before else set()
    return PreviewText(
        text,
        before is None or (text.title, text.summary) != (before["title"], before["summary"]),
        [
            PreviewParagraph(identifier, words, (identifier, words) not in public)
            for identifier, words in text.paragraphs
        ],
    )
