"""No page of the desk answers while it is locked down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from testimonies.desk.signin.lock_down import is_locked_down
from testimonies.edition.pages.errors import desk_closed


class ClosingMiddleware:
    """Stands before the session is read, and closes every address of the desk, those for signing in included."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        closed = match is not None and "admin" in match.namespaces and is_locked_down()
        return desk_closed(request) if closed else None
