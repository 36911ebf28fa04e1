"""What contributors ask to be corrected."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from testimonies.desk.admin.desk import DeskAdmin
from testimonies.desk.admin.staff import staff_of
from testimonies.desk.models import CorrectionRequest, Testimony


class SettledForm(forms.ModelForm):
    """One box: somebody has dealt with it. What was asked for is read and never changed."""

    settled = forms.BooleanField(label=_("settled"), required=False)

    class Meta:
        model = CorrectionRequest
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["settled"] = self.instance.settled_at is not None


@admin.register(CorrectionRequest)
class CorrectionAdmin(DeskAdmin):
    """They come in by receipt; nobody adds or deletes one here."""

    form = SettledForm
    fields = ("account", "asked_on", "asked_for", "settled")
    readonly_fields = ("account", "asked_on", "asked_for")
    list_display = ("account", "asked_on", "settled_at")
    list_filter = (("settled_at", admin.EmptyFieldListFilter),)
    list_select_related = ("testimony",)
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[CorrectionRequest]:
        everything = super().get_queryset(request)
        staff = staff_of(request)
        if staff.has_perm("desk.view_every_testimony"):
            return everything
        return everything.filter(testimony__in=Testimony.objects.written_by(staff))

    @admin.display(description=_("testimony"), ordering="testimony__code")
    def account(self, request: CorrectionRequest) -> str:
        return request.testimony.code

    @admin.display(description=_("what they ask for"))
    def asked_for(self, request: CorrectionRequest) -> str:
        return request.words_shown

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: CorrectionRequest, form: Any, change: bool) -> None:
        settled = form.cleaned_data["settled"]
        if settled != (obj.settled_at is not None):
            obj.settled_at = timezone.now() if settled else None
            obj.settled_by = staff_of(request) if settled else None
        obj.save(update_fields=["settled_at", "settled_by"])
