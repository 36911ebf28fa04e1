"""Signs for machines: is the process alive, can it serve, what may be crawled, whom to warn. No language, no HTML."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from testimonies.edition.denied import DenyListUnreadable
from testimonies.edition.models import PublishedTestimony
from testimonies.edition.search.form import SearchForm
from testimonies.edition.search.query import IndexMissing, find

# RFC 9116 wants a date less than a year ahead, so that a forgotten address does not outlive its reader.
VALID_FOR = datetime.timedelta(days=180)


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return _plain("ok\n")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The edition can be read and searched, or 503 with which of the two cannot."""
    try:
        PublishedTestimony.objects.exists()
        form = SearchForm({})
        form.is_valid()
        find(form.cleaned_data, page_size=1)  # type: ignore[arg-type]
    except DatabaseError:
        return _plain("the edition cannot be read\n", status=503)
    except DenyListUnreadable:
        return _plain("the list of hidden accounts cannot be read\n", status=503)
    except IndexMissing:
        return _plain("the index cannot be read\n", status=503)
    return _plain("ready\n")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Accounts may be found elsewhere; searches, which have no end, are not worth crawling."""
    searches = "".join(f"Disallow: {prefix}/search/\n" for prefix in ("", "/ko", "/ru"))
    return _plain(f"User-agent: *\n{searches}")


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116. Without a contact there is no file: an invented address would swallow a warning."""
    contact = settings.SECURITY_CONTACT
    if not contact:
        raise Http404
    expires = datetime.datetime.now(datetime.UTC) + VALID_FOR
    lines = [f"Contact: {contact}", f"Expires: {expires:%Y-%m-%d}T00:00:00Z", "Preferred-Languages: en, ko, ru"]
    return _plain("\n".join(lines) + "\n")


def _plain(words: str, status: int = 200) -> HttpResponse:
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")


urlpatterns = [
    path("healthz", healthz),
    path("readyz", readyz),
    path("robots.txt", robots),
    path(".well-known/security.txt", security_txt),
]
