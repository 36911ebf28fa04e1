"""The page on which words are sealed: it takes them, and never shows them again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from testimonies.desk.admin.refused import refused_page
from testimonies.desk.admin.staff import staff_of
from testimonies.desk.models import Confidential, Testimony
from testimonies.desk.moderation.begin import may
from testimonies.desk.moderation.refusals import Refusal
from testimonies.desk.moderation.seal_words import MOST, seal_words
from testimonies.desk.moderation.transitions import TABLE
from testimonies.desk.seal import has_seal_key
from testimonies.vocabulary import DecisionVerb, Status

if TYPE_CHECKING:
    from testimonies.desk.admin.testimonies import TestimonyAdmin


def seal_page(desk: TestimonyAdmin) -> Callable[..., HttpResponse]:
    """GET asks for the words, POST seals them. What was refused has to be typed again: it is in no page."""

    @require_http_methods(["GET", "POST"])
    def page(request: HttpRequest, pk: int) -> HttpResponse:
        testimony = get_object_or_404(desk.get_queryset(request), pk=pk)
        if request.method == "GET":
            return _asked(desk, request, testimony)
        given = {field: request.POST.get(field, "") for field in Confidential.values}
        try:
            seal_words(testimony=testimony, actor=staff_of(request), words=given)
        except Refusal as refusal:
            return refused_page(desk, request, refusal, testimony)
        sealed = ", ".join(str(Confidential(field).label) for field, words in given.items() if words.strip())
        messages.success(request, _("Sealed: %(fields)s. It cannot be read here any more.") % {"fields": sealed})
        return HttpResponseRedirect(reverse("admin:desk_testimony_change", args=[pk]))

    return page


def _asked(desk: TestimonyAdmin, request: HttpRequest, testimony: Testimony) -> HttpResponse:
    staff = staff_of(request)
    context = {
        **desk.admin_site.each_context(request),
        "title": _("%(code)s: seal words") % {"code": testimony.code},
        "opts": desk.opts,
        "testimony": testimony,
        "possible": (DecisionVerb.EDIT, Status(testimony.status)) in TABLE and may(staff, DecisionVerb.EDIT, testimony),
        "has_key": has_seal_key(),
        "fields": [(each.value, each.label, each == Confidential.NOTES) for each in Confidential],
        "most": MOST,
    }
    return TemplateResponse(request, "admin/desk/testimony/seal.html", context)
