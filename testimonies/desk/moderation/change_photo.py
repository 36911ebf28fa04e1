"""Change what is covered in a photograph, and what is said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from testimonies.desk.models import Photo, PhotoText
from testimonies.desk.moderation.edit import edit
from testimonies.desk.moderation.refusals import Issue, Unmet
from testimonies.desk.photos.files import sweep_after_commit

PLAIN = ("position", "credit", "licence", "sensitive", "warnings")


@dataclass(frozen=True)
class PhotoChange:
    """What the photograph's page holds.

    `plain` are columns of `PLAIN`, `texts` the pair of description and caption by language. `looked` says that whoever
    saves it looked at every face and every mark, and answers for the regions.
    """

    regions: list[dict[str, Any]]
    plain: Mapping[str, Any]
    texts: Mapping[str, tuple[str, str]]
    looked: bool


@transaction.atomic
def change_photo(*, photo: Photo, actor: User, change: PhotoChange, revision: int) -> bool:
    """Store `change`; whether it changed anything. New regions take away both signatures and the pictures made so far.

    `revision` is that of the photograph when `actor` opened its page. Raises what `edit` raises, `Unmet` also where
    somebody else changed the photograph since.
    """
    if not _differs(photo, change):
        return False
    edit(
        testimony=photo.testimony,
        actor=actor,
        store=lambda: _store(photo, actor, change, revision),
        facts={"photo": photo.name, "change": "changed"},
    )
    sweep_after_commit()
    return True


def _store(photo: Photo, actor: User, change: PhotoChange, revision: int) -> None:
    row = Photo.objects.select_for_update().filter(pk=photo.pk).first()
    if row is None or row.revision != revision:
        raise Unmet(
            [
                Issue(
                    "meanwhile", _("Somebody changed this photograph after you opened it; nothing of yours was stored.")
                )
            ]
        )
    if change.looked:
        row.prepared_by = actor
    elif row.regions != change.regions:
        row.prepared_by = None
    if row.regions != change.regions or row.failure:
        # New regions, new files under new names: the old ones must not live on in anybody's cache.
        row.regions, row.derived, row.failure = change.regions, [], ""
    row.checked_by = None
    row.revision += 1
    for name in PLAIN:
        setattr(row, name, change.plain[name])
    row.save()
    for language, (alt, caption) in change.texts.items():
        PhotoText.objects.update_or_create(photo=row, language=language, defaults={"alt": alt, "caption": caption})


def _differs(photo: Photo, change: PhotoChange) -> bool:
    said = {text.language: (text.alt, text.caption) for text in photo.texts.all()}
    return (
        change.looked
        or photo.regions != change.regions
        or any(getattr(photo, name) != change.plain[name] for name in PLAIN)
        or any(words != said.get(language, ("", "")) for language, words in change.texts.items())
    )
