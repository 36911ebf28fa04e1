"""The moderation queue."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from testimonies.desk.admin.staff import staff_of
from testimonies.desk.models import Decision
from testimonies.vocabulary import Status

if TYPE_CHECKING:
    from testimonies.desk.admin.testimonies import TestimonyAdmin

_WAITING = (Status.SUBMITTED, Status.APPROVED)


def queue_page(desk: TestimonyAdmin) -> Callable[[HttpRequest], HttpResponse]:
    """The view of what waits: the longest-waiting first, and whether this person had a hand in it."""

    def page(request: HttpRequest) -> HttpResponse:
        if not desk.has_view_permission(request):
            raise PermissionDenied
        last = Decision.objects.filter(testimony=OuterRef("pk")).order_by("-pk")
        waiting = (
            desk.get_queryset(request)
            .filter(status__in=_WAITING)
            .select_related("contributor")
            .annotate(since=Subquery(last.values("at")[:1]), by=Subquery(last.values("actor__username")[:1]))
            .order_by("since")
        )
        staff = staff_of(request)
        own = Decision.objects.by_hand().filter(actor=staff, testimony__in=waiting)
        context = {
            **desk.admin_site.each_context(request),
            "title": _("Moderation queue"),
            "opts": desk.opts,
            "columns": [(status, [row for row in waiting if row.status == status]) for status in _WAITING],
            "own": set(own.values_list("testimony_id", flat=True)),
        }
        return TemplateResponse(request, "admin/desk/testimony/queue.html", context)

    return page
