"""What every page behind a code has in common: who may send it something, and that nothing of it is kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from testimonies.edition.pages.errors import forged
from testimonies.edition.pages.render import page
from testimonies.receipts.pages.sentences import sentence_of
from testimonies.receipts.tickets import Holder, TooLate
from testimonies.receipts.tickets import read as read_ticket

View = Callable[[HttpRequest], HttpResponse]


def receipt_page(view: View) -> View:
    """No cookie is needed: what gives the right to act is in the form itself, and no other site knows it."""

    @csrf_exempt
    @sensitive_post_parameters()
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        answer = forged(request) if _from_elsewhere(request) else view(request)
        # Also where this is served by a process whose other answers may be kept.
        answer.headers["Cache-Control"] = "no-store"
        answer.headers["X-Robots-Tag"] = "noindex, nofollow"
        return answer

    return guarded


def holders_only(view: Callable[[HttpRequest, Holder], HttpResponse]) -> View:
    """A page one comes to from the account's; anybody else is asked for the code."""

    @receipt_page
    @wraps(view)
    def held(request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return start(request)
        try:
            return view(request, read_ticket(request.POST.get("ticket", "")))
        except TooLate as refusal:
            return start(request, refusal, status=403)

    return held


def start(
    request: HttpRequest, refusal: Exception | None = None, *, status: int = 200, typed: str = ""
) -> HttpResponse:
    """The page that asks for the code, with a sentence on what was wrong with the last one.

    `typed` is put back into the field, so that one wrong letter can be mended.
    """
    sentence = sentence_of(refusal) if refusal else ""
    context = {"sentence": sentence, "typed": typed}
    return page(request, "receipts/start.html", context, status=status, own=reverse("receipt"))


def _from_elsewhere(request: HttpRequest) -> bool:
    """Whether another site sent this: whoever wrote that page could have put words into the form."""
    if request.method != "POST":
        return False
    said = request.headers.get("Sec-Fetch-Site")
    if said:
        return said not in {"same-origin", "none"}
    # Without a referrer browsers send "null" for our own pages too.
    origin = request.headers.get("Origin", "null")
    return origin != "null" and urlsplit(origin).netloc != request.get_host()
