"""Photographs that nobody took: small pictures made by the tests, and accounts that have some."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from PIL import Image, ImageDraw

from testimonies.desk.models import Photo, Testimony
from testimonies.desk.moderation.add_photo import add_photo
from testimonies.desk.moderation.change_photo import PLAIN, PhotoChange, change_photo
from testimonies.desk.photos.files import keep_original
from testimonies.desk.photos.prepare import prepare_photos
from tests.people import People, make_contributor, make_draft

BOX: dict[str, Any] = {"shape": "box", "left": 0.1, "top": 0.1, "width": 0.3, "height": 0.4, "cover": "solid"}
WITH_PHOTOS = {"public_text": "yes", "photos": "yes", "translation": "yes"}


def picture(kind: str = "JPEG", size: tuple[int, int] = (64, 48), colour: str = "teal", **save: Any) -> bytes:
    """The bytes of a picture with a light square near its left upper corner."""
    image = Image.new("RGB", size, colour)
    ImageDraw.Draw(image).rectangle((size[0] // 5, size[1] // 5, size[0] // 3, size[1] // 3), fill="white")
    file = BytesIO()
    image.save(file, kind, **save)
    return file.getvalue()


def bare_photo(testimony: Testimony, content: bytes = b"no picture") -> Photo:
    """A photograph put in past the upload: a row and its encrypted file, whatever the file is."""
    photo = Photo(testimony=testimony, kind="JPEG", size=len(content), width=4, height=3)
    with transaction.atomic():
        keep_original(photo, content)
        photo.save()
    return photo


def prepare(photo: Photo, actor: User, *, alt: str = "A teal field", looked: bool = True, **changes: Any) -> Photo:
    """Save the photograph's page as `actor`; `changes` are regions, or columns that the page holds."""
    photo.refresh_from_db()
    regions = changes.pop("regions", photo.regions)
    plain = {**{name: getattr(photo, name) for name in PLAIN}, **changes}
    texts = {text.language: (f"{alt} ({text.language})", "A caption.") for text in photo.testimony.texts.all()}
    change = PhotoChange(regions=regions, plain=plain, texts=texts, looked=looked)
    change_photo(photo=photo, actor=actor, change=change, revision=photo.revision)
    photo.refresh_from_db()
    return photo


def make_photo(testimony: Testimony, actor: User, content: bytes | None = None, **changes: Any) -> Photo:
    """A photograph of `testimony`, described, looked at by `actor`, and with its public pictures made."""
    photo = add_photo(testimony=testimony, actor=actor, content=content or picture())
    prepare(photo, actor, **changes)
    prepare_photos()
    photo.refresh_from_db()
    return photo


def draft_with_photo(people: People, **draft: Any) -> tuple[Testimony, Photo]:
    """A draft of ari's whose contributor allows photographs, and its only one, prepared by ari."""
    answers = draft.pop("answers", WITH_PHOTOS)
    testimony = make_draft(people.ari, contributor=make_contributor(answers=answers), **draft)
    return testimony, make_photo(testimony, people.ari)
