"""Pages for what went wrong. None of them touches a store: a store may be what failed."""

import sys

from django.conf import settings
from django.core.exceptions import TooManyFilesSent
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from testimonies.edition.denied import DenyListUnreadable
from testimonies.edition.pages.render import page

RETRY_AFTER = "120"  # seconds


class FileRefused(TooManyFilesSent):
    """A file was sent to a page that takes none."""


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    title, sentence = _("This request could not be read"), _("Go back and try again with a shorter address.")
    if isinstance(exception, FileRefused):
        sentence = _("This page takes no files. Nothing was changed.")
    return _error(request, 400, title, sentence)


def too_large(request: HttpRequest) -> HttpResponse:
    """413 to a request that brings more than its page takes. Its body was not read."""
    response = _error(request, 413, _("This is too much at once"), _("Nothing was changed. Send less at once."))
    response.headers["Cache-Control"] = "no-store"
    return response


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(request, 403, _("This page is not open to you"), _("Nothing was changed."))


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that is not from a page of ours, or from one open for too long; `reason` is for programmers."""
    return forbidden(request)


def too_many(request: HttpRequest, wait: int) -> HttpResponse:
    """429 to an address that asks more than many readers together would; `wait` is in seconds."""
    title, sentence = _("Too many requests from this address"), _("Please wait a moment, then load the page again.")
    response = _error(request, 429, title, sentence)
    response.headers["Retry-After"] = str(wait)
    response.headers["Cache-Control"] = "no-store"
    return response


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(
        request,
        404,
        _("There is no page at this address"),
        _("Check the address, or search the archive for what you are looking for."),
        search=settings.SERVES_READERS,
    )


def server_error(request: HttpRequest) -> HttpResponse:
    # The edition may be away for a moment, as while a mirror copies its folder: that is no fault in the archive.
    # Without the list of what is hidden nothing is shown.
    if isinstance(sys.exc_info()[1], (DatabaseError, DenyListUnreadable)):
        return unavailable(request)
    return _error(request, 500, _("Something went wrong on our side"), _("Please try again in a few minutes."))


def desk_closed(request: HttpRequest) -> HttpResponse:
    """503 for every address of a desk that is locked down, until somebody at the server opens it again."""
    title = _("The desk is closed")
    sentence = _("It was closed at the server. Nothing was changed. Ask your administrator, by a way that you trust.")
    response = _error(request, 503, title, sentence)
    response.headers["Cache-Control"] = "no-store"
    return response


def unavailable(request: HttpRequest) -> HttpResponse:
    """503 where the edition itself cannot be read."""
    return _later(request, _("The archive cannot be read at the moment"), _("Please try again in a few minutes."))


def search_unavailable(request: HttpRequest) -> HttpResponse:
    """503 where only the index is missing: the accounts can still be read and browsed."""
    return _later(
        request,
        _("Search is not available at the moment"),
        _(
            "Every account can still be read: browse them by theme, sector or region. "
            "Please search again in a few minutes."
        ),
    )


def _later(request: HttpRequest, title: str, sentence: str) -> HttpResponse:
    response = _error(request, 503, title, sentence)
    response.headers["Retry-After"] = RETRY_AFTER
    return response


def _error(request: HttpRequest, status: int, title: str, sentence: str, *, search: bool = False) -> HttpResponse:
    return page(request, "public/error.html", {"title": title, "sentence": sentence, "search": search}, status=status)
