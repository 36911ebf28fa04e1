"""The history of a testimony: its decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from testimonies.desk.admin.testimonies import TestimonyAdmin


def history_page(desk: TestimonyAdmin, request: HttpRequest, object_id: str) -> HttpResponse:
    """Who did what, when, and from which state to which."""
    testimony = desk.get_object(request, object_id)
    if testimony is None:
        raise Http404
    context = {
        **desk.admin_site.each_context(request),
        "title": _("History of %(code)s") % {"code": testimony.code},
        "opts": desk.opts,
        "testimony": testimony,
        "decisions": testimony.decisions.select_related("actor", "approval"),
        "owed": testimony.owed.unpaid(),
    }
    return TemplateResponse(request, "admin/desk/testimony/history.html", context)
