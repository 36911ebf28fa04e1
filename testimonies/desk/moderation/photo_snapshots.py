"""The photographs of an account as the world would see them."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from testimonies.desk.models import Photo, Testimony
from testimonies.edition.publish import PhotoSnapshot, PhotoWords, PictureFile, Snapshot


def photo_snapshots(testimony: Testimony, languages: Collection[str]) -> Iterator[PhotoSnapshot]:
    """Of every photograph, in order: the words in `languages`, and the files made so far."""
    for photo in testimony.photos.prefetch_related("texts"):
        yield _snapshot(photo, languages)


def picture_names(snapshot: Snapshot) -> list[str]:
    """The files the snapshot shows."""
    return sorted(file.name for photo in snapshot.photos for file in photo.files)


def _snapshot(photo: Photo, languages: Collection[str]) -> PhotoSnapshot:
    return PhotoSnapshot(
        texts=tuple(
            PhotoWords(language=text.language, alt=text.alt, caption=text.caption)
            for text in photo.texts.all()
            if text.language in languages
        ),
        credit=photo.credit,
        licence=photo.licence,
        sensitive=photo.sensitive or bool(photo.warnings),
        warnings=tuple(photo.warnings),
        files=tuple(PictureFile(**file) for file in photo.derived),
    )
