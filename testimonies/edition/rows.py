"""A snapshot as rows."""

from __future__ import annotations

from collections.abc import Sequence

from testimonies.edition.models import (
    PassageTag,
    PublishedPhoto,
    PublishedPicture,
    PublishedTestimony,
    PublishedText,
)
from testimonies.edition.snapshot import PhotoSnapshot, Snapshot

_ELSEWHERE = {"texts", "tags", "photos", "public_from"}
_ROW_FIELDS = tuple(name for name in Snapshot.__dataclass_fields__ if name not in _ELSEWHERE)


def write_rows(snapshots: Sequence[Snapshot]) -> None:
    """Store new rows for each of `snapshots`."""
    rows = PublishedTestimony.objects.bulk_create(
        PublishedTestimony(
            **{name: getattr(snapshot, name) for name in _ROW_FIELDS}, public_from=snapshot.public_from or None
        )
        for snapshot in snapshots
    )
    pairs = list(zip(rows, snapshots, strict=True))
    PublishedText.objects.bulk_create(
        PublishedText(
            testimony=row,
            language=text.language,
            original=text.original,
            title=text.title,
            summary=text.summary,
            paragraphs=text.paragraphs,
            last_id=text.last_id,
        )
        for row, snapshot in pairs
        for text in snapshot.texts
    )
    PassageTag.objects.bulk_create(
        PassageTag(testimony=row, term=tag.term, strength=tag.strength, paragraphs=tag.paragraphs)
        for row, snapshot in pairs
        for tag in snapshot.tags
    )
    for row, snapshot in pairs:
        for position, photo in enumerate(snapshot.photos, start=1):
            _write_photo(row, position, photo)


def _write_photo(testimony: PublishedTestimony, position: int, photo: PhotoSnapshot) -> None:
    row = PublishedPhoto.objects.create(
        testimony=testimony,
        position=position,
        texts={words.language: {"alt": words.alt, "caption": words.caption} for words in photo.texts},
        credit=photo.credit,
        licence=photo.licence,
        sensitive=photo.sensitive,
        warnings=photo.warnings,
    )
    PublishedPicture.objects.bulk_create(
        PublishedPicture(
            photo=row,
            name=file.name,
            format=file.format,
            width=file.width,
            height=file.height,
            sha256=file.sha256,
        )
        for file in photo.files
    )
