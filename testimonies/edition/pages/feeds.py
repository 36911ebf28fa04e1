"""Feeds for machines: bytes that the desk signed, served as they are. No language, no HTML."""

from __future__ import annotations

import hashlib

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.urls import path
from django.views.decorators.http import require_safe

from testimonies.edition.feeds import KEY, WITHDRAWALS, read_feed

# Short: a mirror that asks learns of a withdrawal within minutes, whatever stands between.
SECONDS = 60


@require_safe
def withdrawals(request: HttpRequest) -> HttpResponse:
    return _served(request, WITHDRAWALS, "application/json")


@require_safe
def withdrawals_key(request: HttpRequest) -> HttpResponse:
    """What the signature of the feed is checked with, in hexadecimal."""
    return _served(request, KEY, "text/plain; charset=us-ascii")


def _served(request: HttpRequest, name: str, kind: str) -> HttpResponse:
    content = read_feed(name)
    if content is None:
        raise Http404
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    same = request.headers.get("If-None-Match") == etag
    answer = HttpResponseNotModified() if same else HttpResponse(content, content_type=kind)
    answer.headers["ETag"] = etag
    answer.headers["Cache-Control"] = f"public, max-age={SECONDS}"
    return answer


urlpatterns = [
    path("feeds/withdrawals.json", withdrawals, name="withdrawals-feed"),
    path("feeds/withdrawals.key", withdrawals_key, name="withdrawals-key"),
]
