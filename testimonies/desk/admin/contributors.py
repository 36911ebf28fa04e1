"""Contributors."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from testimonies.desk.admin.desk import DeskAdmin
from testimonies.desk.admin.staff import staff_of
from testimonies.desk.models import Contributor, Testimony
from testimonies.desk.moderation.rename_contributor import rename_contributor


def visible_contributors(staff: User) -> QuerySet[Contributor]:
    """Whoever sees no testimony of others sees no contributor of theirs, and cannot name one in a form.

    Before there is an account, a contributor is theirs who entered them.
    """
    everyone = Contributor.objects.all()
    if staff.has_perm("desk.view_every_testimony"):
        return everyone
    # Not joined: whoever gave two accounts would be found twice, and then not at all.
    named = Testimony.objects.values("contributor")
    return everyone.filter(Q(pk__in=named.filter(author=staff)) | (Q(entered_by=staff) & ~Q(pk__in=named)))


@admin.register(Contributor)
class ContributorAdmin(DeskAdmin):
    """A pseudonym."""

    list_display = ("pseudonym",)
    search_fields = ("pseudonym",)
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Contributor]:
        # In an order, also for the field that completes a pseudonym: its pages would overlap.
        return visible_contributors(staff_of(request)).order_by("pseudonym", "pk")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Contributor, form: Any, change: bool) -> None:
        if not change:
            obj.entered_by = staff_of(request)
            obj.save()
        elif form.has_changed():
            rename_contributor(contributor=obj, pseudonym=obj.pseudonym, actor=staff_of(request))
