"""The page that gives out a receipt code, and shows it once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from testimonies.desk.admin.refused import refused_page, seen_or_404
from testimonies.desk.admin.staff import staff_of
from testimonies.desk.admin.verbs import open_verbs
from testimonies.desk.models import Testimony
from testimonies.desk.moderation.issue_receipt import issue_receipt
from testimonies.desk.moderation.refusals import Refusal
from testimonies.vocabulary import DecisionVerb, Language

if TYPE_CHECKING:
    from testimonies.desk.admin.testimonies import TestimonyAdmin


def receipt_page(desk: TestimonyAdmin) -> Callable[..., HttpResponse]:
    """GET says what a code does and asks for a language, POST makes one and prints it."""

    @require_http_methods(["GET", "POST"])
    def page(request: HttpRequest, pk: int) -> HttpResponse:
        testimony = seen_or_404(desk, request, pk, DecisionVerb.ISSUE_RECEIPT)
        if request.method == "GET":
            return _asked(desk, request, testimony)
        try:
            code = issue_receipt(testimony=testimony, actor=staff_of(request))
        except Refusal as refusal:
            return refused_page(desk, request, refusal, testimony, DecisionVerb.ISSUE_RECEIPT)
        return _slip(desk, request, testimony, code)

    return page


def _asked(desk: TestimonyAdmin, request: HttpRequest, testimony: Testimony) -> HttpResponse:
    consent = testimony.contributor.consent
    context = {
        "possible": DecisionVerb.ISSUE_RECEIPT in open_verbs(testimony, staff_of(request)),
        "given_before": hasattr(testimony, "receipt_code"),
        "spoken": consent.language if consent else "",
        "tongues": Language.choices,
    }
    return _page(desk, request, testimony, "issue_receipt", context)


def _slip(desk: TestimonyAdmin, request: HttpRequest, testimony: Testimony, code: str) -> HttpResponse:
    """In the contributor's language, for the printer; this page is in no cache and cannot be asked for again."""
    chosen = request.POST.get("language", "")
    language = chosen if chosen in Language.values else Language.ENGLISH.value
    with override(language):
        address = settings.RECEIPT_ADDRESS or _here(request)
    context = {"receipt": code, "address": address, "tongue": language, "groups": code.split("-")}
    return _page(desk, request, testimony, "receipt_slip", context)


def _here(request: HttpRequest) -> str:
    """Where this process serves the page itself; otherwise somebody has to write the address on the paper."""
    return request.build_absolute_uri(reverse("receipt")) if settings.SERVES_RECEIPTS else ""


def _page(
    desk: TestimonyAdmin, request: HttpRequest, testimony: Testimony, template: str, more: dict[str, Any]
) -> HttpResponse:
    context = {
        **desk.admin_site.each_context(request),
        "title": _("%(code)s: receipt code") % {"code": testimony.code},
        "opts": desk.opts,
        "testimony": testimony,
        "verb": DecisionVerb.ISSUE_RECEIPT,
        **more,
    }
    return TemplateResponse(request, f"admin/desk/testimony/{template}.html", context)
