"""The work on photographs that no web request waits for: looking for faces, making the public pictures."""

from __future__ import annotations

import logging
import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import transaction

from testimonies.desk.models import Photo
from testimonies.desk.photos.files import alone, keep_derived, read_original
from testimonies.desk.photos.tool import UNREADABLE, Refused, derive, suggest
from testimonies.desk.safe.keyring import Unreadable
from testimonies.media.workshop import Workshop

logger = logging.getLogger(__name__)
Made = list[tuple[dict[str, Any], bytes]]
# Each child holds one picture in memory, and the web has to go on beside them.
CHILDREN = min(2, os.cpu_count() or 1)
# Of so many photographs the pictures may be in memory, so that the children go on while others are stored.
_BATCH = 8


def photos_wait() -> bool:
    """Whether there is anything to do."""
    return Photo.objects.to_be_derived().exists() or Photo.objects.to_be_searched_for_faces().exists()


def prepare_photos() -> int:
    """Make every public picture that is wanted, and return of how many photographs. What fails is noted with it.

    Pictures come before suggestions, since a reviewer waits for them. Few are taken at a time, so that each can be
    seen to be done, and one added meanwhile has its turn.
    """
    if not photos_wait():
        return 0
    done = 0
    with Workshop(CHILDREN) as workshop, ThreadPoolExecutor(CHILDREN) as pool:
        while photos := list(Photo.objects.to_be_derived().order_by("pk")[:_BATCH]):
            made = pool.map(lambda photo: _made(workshop, photo), photos)
            done += sum(_keep(photo, result) for photo, result in zip(photos, made, strict=True))
        while photos := list(Photo.objects.to_be_searched_for_faces().order_by("pk")[:_BATCH]):
            found = pool.map(lambda photo: _faces(workshop, photo), photos)
            for photo, faces in zip(photos, found, strict=True):
                Photo.objects.filter(pk=photo.pk).update(suggested=faces)
    return done


def _made(workshop: Workshop, photo: Photo) -> Made | str:
    """The public pictures, or why there are none. Asks no database: it runs in a thread of its own."""
    try:
        return derive(workshop, read_original(photo), photo.regions)
    except Refused as refused:
        return refused.reason.value
    except Unreadable:
        return UNREADABLE


def _faces(workshop: Workshop, photo: Photo) -> list[dict[str, Any]]:
    try:
        return suggest(workshop, read_original(photo))
    except (Refused, Unreadable):
        # People look all the same; a program that cannot must not try for ever.
        return []


@transaction.atomic
def _keep(photo: Photo, made: Made | str) -> bool:
    """Unless somebody covered something else while the pictures were made, or the account left."""
    alone()
    row = Photo.objects.to_be_derived().select_for_update(of=("self",)).filter(pk=photo.pk).first()
    if row is None or row.regions != photo.regions:
        return False
    if isinstance(made, str):
        logger.error("A photograph could not be prepared: %s", made)
        row.failure = made
    else:
        row.derived = [{**facts, **keep_derived(content, facts["format"])} for facts, content in made]
    row.save(update_fields=["derived", "failure"])
    return not row.failure
