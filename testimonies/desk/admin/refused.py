"""A verb that said no, as a page."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from testimonies.desk.admin.staff import staff_of
from testimonies.desk.models import Refused, Testimony
from testimonies.desk.moderation.note_refused import note_refused, why
from testimonies.desk.moderation.refusals import NotPermitted, Refusal, Unmet, WrongState
from testimonies.vocabulary import DecisionVerb

if TYPE_CHECKING:
    from testimonies.desk.admin.testimonies import TestimonyAdmin

_STATUS = {
    WrongState: HTTPStatus.CONFLICT,
    NotPermitted: HTTPStatus.FORBIDDEN,
    Unmet: HTTPStatus.UNPROCESSABLE_ENTITY,
}


def refused_page(
    desk: TestimonyAdmin,
    request: HttpRequest,
    refusal: Refusal,
    testimony: Testimony | None,
    verb: DecisionVerb = DecisionVerb.EDIT,
) -> HttpResponse:
    """409 for the wrong state, 403 for the wrong role, 422 for what is missing; in each case nothing was changed.

    What was sent is noted in the log, as a refusal of `verb` where the refusal itself names none.
    """
    note(request, getattr(refusal, "verb", None) or verb, testimony, why(refusal))
    context = {
        **desk.admin_site.each_context(request),
        "title": _("Nothing was changed"),
        "opts": desk.opts,
        "testimony": testimony,
        "sentences": [issue.message for issue in refusal.issues] if isinstance(refusal, Unmet) else [str(refusal)],
        "issues": refusal.issues if isinstance(refusal, Unmet) else (),
    }
    return TemplateResponse(request, "admin/desk/testimony/refused.html", context, status=_status(refusal))


def _status(refusal: Refusal) -> HTTPStatus:
    return next(status for kind, status in _STATUS.items() if isinstance(refusal, kind))


def note(request: HttpRequest, verb: DecisionVerb, testimony: Testimony | None, reason: Refused | None) -> None:
    """Keep in the log that somebody signed in sent this and was refused. Whoever only reads has tried nothing."""
    if request.method == "POST" and testimony and reason:
        note_refused(verb, testimony, staff_of(request), reason)


def seen_or_404(desk: TestimonyAdmin, request: HttpRequest, pk: int, verb: DecisionVerb) -> Testimony:
    """The account, where this person may see it; for others there is none, and the log says that they tried."""
    testimony = desk.get_queryset(request).filter(pk=pk).first()
    if testimony is None:
        note_unseen(request, str(pk), verb)
        raise Http404
    return testimony


def note_unseen(request: HttpRequest, pk: str, verb: DecisionVerb) -> None:
    """`note` for an account that this person may not see, if there is such a one."""
    number = int(pk) if pk.isdecimal() and len(pk) < 19 else 0
    note(request, verb, Testimony.objects.filter(pk=number).first(), Refused.UNSEEN)
