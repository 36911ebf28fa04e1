"""The upload of photographs: several at once, each with its own sentence."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.contrib.auth.models import User
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest
from django.utils.translation import gettext as _

from testimonies.desk.models import Testimony
from testimonies.desk.moderation.add_photo import add_photo
from testimonies.desk.photos.tool import LIMITS, Reason, Refused, reason_in_words

# Bytes that one request may bring in all; the page's script sends each file by itself.
MOST_AT_ONCE = 5 * LIMITS.bytes
# What is beyond that is not kept, and each file gets its sentence all the same; far beyond, nothing is read.
MOST_IN_ONE_REQUEST = 2 * MOST_AT_ONCE


class InMemory(FileUploadHandler):
    """Keeps what is sent in memory alone: Django would write a larger file to a temporary one, in clear.

    What goes beyond the limits is not kept, only counted.
    """

    _kept = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._content = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) <= LIMITS.bytes and self._kept + len(raw_data) <= MOST_AT_ONCE:
            self._kept += len(raw_data)
            self._content.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        self._content.seek(0)
        return InMemoryUploadedFile(self._content, self.field_name, self.file_name or "", None, file_size, None)


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
    name, content = file.name or "", file.read()
    if (file.size or 0) > LIMITS.bytes:
        return Said(name, False, reason_in_words(Reason.TOO_BIG))
    if len(content) != file.size:
        return Said(name, False, _("Too much was sent at once. Send this file again."))
    try:
        add_photo(testimony=testimony, actor=actor, content=content)
    except Refused as refused:
        return Said(name, False, reason_in_words(refused.reason))
    return Said(name, True, _("It was added."))
