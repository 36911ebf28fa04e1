"""The upload of photographs: several at once, each with its own sentence."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from testimonies.desk.models import Testimony
from testimonies.desk.moderation.add_photo import add_photo
from testimonies.desk.photos.tool import LIMITS, Reason, Refused, reason_in_words


@dataclass(frozen=True)
class Said:
    """What became of one file. `name` is what it is called where it comes from: shown once and not kept."""

    name: str
    taken: bool
    sentence: str


def upload(testimony: Testimony, actor: User, request: HttpRequest) -> list[Said]:
    """Add each file that is a photograph; the others change nothing. Raises what `edit` raises."""
    sent = request.FILES.getlist("files")
    return [_one(testimony, actor, file) for file in sent] or [Said("", False, _("No file was chosen."))]


def _one(testimony: Testimony, actor: User, file: UploadedFile) -> Said:
    name = file.name or ""
    if file.size is None or file.size > LIMITS.bytes:
        return Said(name, False, reason_in_words(Reason.TOO_BIG))
    try:
        add_photo(testimony=testimony, actor=actor, content=file.read())
    except Refused as refused:
        return Said(name, False, reason_in_words(refused.reason))
    return Said(name, True, _("It was added."))
