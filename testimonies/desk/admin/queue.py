"""The moderation queue."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from testimonies.desk.admin.staff import staff_of
from testimonies.desk.models import Consent, CorrectionRequest, Decision, PartnerNotice, Testimony
from testimonies.desk.moderation.clock import is_late, last_run
from testimonies.desk.moderation.due import lapsed_lately, notices_behind, what_is_due
from testimonies.receipts.counter import denied_by
from testimonies.vocabulary import Status

if TYPE_CHECKING:
    from testimonies.desk.admin.testimonies import TestimonyAdmin

_WAITING = (Status.SUBMITTED, Status.APPROVED)


def queue_page(desk: TestimonyAdmin) -> Callable[[HttpRequest], HttpResponse]:
    """The view of what waits: the longest-waiting first, and whether this person had a hand in it."""

    def page(request: HttpRequest) -> HttpResponse:
        if not desk.has_view_permission(request):
            raise PermissionDenied
        last = Decision.objects.that_changed().filter(testimony=OuterRef("pk")).order_by("-pk")
        waiting = (
            desk.get_queryset(request)
            .filter(status__in=_WAITING)
            .select_related("contributor")
            .annotate(since=Subquery(last.values("at")[:1]), by=Subquery(last.values("actor__username")[:1]))
            .order_by("since")
        )
        staff = staff_of(request)
        context = {
            **desk.admin_site.each_context(request),
            "title": _("Moderation queue"),
            "opts": desk.opts,
            "columns": [(status, [row for row in waiting if row.status == status]) for status in _WAITING],
            "due": what_is_due(desk.get_queryset(request)),
            "lapsed": lapsed_lately(desk.get_queryset(request)),
            "behind": notices_behind(desk.get_queryset(request)),
            "ran": last_run(),
            "late": is_late(),
            "corrections": _corrections(request, desk),
            "hidden": desk.get_queryset(request).filter(code__in=denied_by("contributor")),
            "notices": _notices(request),
            "own": _own(waiting, staff),
        }
        return TemplateResponse(request, "admin/desk/testimony/queue.html", context)

    return page


def _own(waiting: QuerySet[Testimony], staff: User) -> set[int]:
    """The keys of those this person may not approve, as `moderation.hands` says, asked for all of them at once."""
    newest = Consent.objects.filter(contributor=OuterRef("contributor")).on_record(timezone.localdate()).newest_first()
    new = waiting.filter(publications=None)
    answered = new.annotate(consented=Subquery(newest.values("entered_by")[:1])).filter(
        Q(contributor__entered_by=staff) | Q(contributor__renamed_by=staff) | Q(consented=staff.pk)
    )
    own = Decision.objects.by_hand().filter(actor=staff, testimony__in=waiting)
    return {*own.values_list("testimony_id", flat=True), *answered.values_list("pk", flat=True)}


def _corrections(request: HttpRequest, desk: TestimonyAdmin) -> QuerySet[CorrectionRequest] | None:
    """What contributors ask to be corrected and nobody has settled; None for whoever may not read it."""
    if not staff_of(request).has_perm("desk.view_correctionrequest"):
        return None
    waiting = CorrectionRequest.objects.filter(settled_at=None, testimony__in=desk.get_queryset(request))
    return waiting.select_related("testimony")


def _notices(request: HttpRequest) -> QuerySet[PartnerNotice] | None:
    """The partners who have not confirmed that they deleted a copy; None for whoever may not see partners."""
    if not staff_of(request).has_perm("desk.view_partnernotice"):
        return None
    return PartnerNotice.objects.still_open().select_related("testimony", "partner")
