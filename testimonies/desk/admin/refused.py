"""A verb that said no, as a page."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from testimonies.desk.models import Testimony
from testimonies.desk.moderation.refusals import NotPermitted, Refusal, Unmet, WrongState

if TYPE_CHECKING:
    from testimonies.desk.admin.testimonies import TestimonyAdmin

_STATUS = {
    WrongState: HTTPStatus.CONFLICT,
    NotPermitted: HTTPStatus.FORBIDDEN,
    Unmet: HTTPStatus.UNPROCESSABLE_ENTITY,
}


def refused_page(
    desk: TestimonyAdmin, request: HttpRequest, refusal: Refusal, testimony: Testimony | None
) -> HttpResponse:
    """409 for the wrong state, 403 for the wrong role, 422 for what is missing; in each case nothing was changed."""
    context = {
        **desk.admin_site.each_context(request),
        "title": _("Nothing was changed"),
        "opts": desk.opts,
        "testimony": testimony,
        "sentences": [issue.message for issue in refusal.issues] if isinstance(refusal, Unmet) else [str(refusal)],
        "issues": refusal.issues if isinstance(refusal, Unmet) else (),
    }
    return TemplateResponse(request, "admin/desk/testimony/refused.html", context, status=_STATUS[type(refusal)])
