"""How much a request may bring, and files: no page takes one that does not say so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse

from testimonies.edition.pages.errors import FileRefused, too_large


class NoFiles(FileUploadHandler):
    """Refuses the first byte of a file: Django would write it into a temporary one, in clear, whoever sent it."""

    def new_file(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise FileRefused

    def receive_data_chunk(self, raw_data: bytes, start: int) -> NoReturn:
        raise FileRefused

    def file_complete(self, file_size: int) -> NoReturn:
        raise FileRefused


class BodyMiddleware:
    """Answers 413 to a request that says it brings more than its page takes, before a byte of it is read.

    A view that takes more has the number of bytes as `largest_body`; from all others comes what people type. Stands
    above the check against forged requests, which reads the form.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        largest = getattr(view, "largest_body", settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        return too_large(request) if _length(request) > largest else None


def _length(request: HttpRequest) -> int:
    """As the request says, which is also all that will be read of it."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
