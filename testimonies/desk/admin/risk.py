"""What the gate counts with, the house's limit, and the accounts that became rarer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from testimonies.desk.admin.forms import term_choices
from testimonies.desk.admin.staff import staff_of
from testimonies.desk.models import HouseRules, KnownOutside
from testimonies.desk.models.risk import CONTEXT
from testimonies.desk.moderation.house_rules import LARGEST, SMALLEST, set_least_k
from testimonies.desk.moderation.risk import fallen
from testimonies.desk.signin.again import to_act
from testimonies.vocabulary import TermKind


class KnownOutsideForm(forms.ModelForm):
    """The same coarse words as for a testimony."""

    sector = forms.ChoiceField(label=gettext_lazy("Sector"), required=False)
    place = forms.ChoiceField(label=gettext_lazy("Place"), required=False)
    recruitment = forms.ChoiceField(label=gettext_lazy("Recruitment"), required=False)

    class Meta:
        model = KnownOutside
        fields = ("citation", *CONTEXT)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in (TermKind.SECTOR, TermKind.PLACE, TermKind.RECRUITMENT):
            if kind.value in self.fields:
                self.fields[kind.value].choices = term_choices(kind)  # type: ignore[attr-defined]

    def clean(self) -> None:
        super().clean()
        first, last = self.cleaned_data.get("period_from"), self.cleaned_data.get("period_to")
        if (first is None) != (last is None):
            raise forms.ValidationError(_("Give both years of the period, or neither."))
        if first and last and first > last:
            raise forms.ValidationError(_("The period must be years from 1945 until now, the earlier one first."))


@admin.register(KnownOutside)
class KnownOutsideAdmin(admin.ModelAdmin):
    """People of whom others have published as much; entered and mended by curators."""

    form = KnownOutsideForm
    list_display = ("citation", "source", "language")
    search_fields = ("citation", *CONTEXT)
    actions = None

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class HouseRulesForm(forms.ModelForm):
    """The limit, within reason."""

    k = forms.IntegerField(
        label=gettext_lazy("least number of accounts"),
        min_value=SMALLEST,
        max_value=LARGEST,
        help_text=gettext_lazy("So many accounts must share the public facts of one before it can be approved."),
    )

    class Meta:
        model = HouseRules
        fields = ("k",)


@admin.register(HouseRules)
class HouseRulesAdmin(admin.ModelAdmin):
    """One row, changed by administrators; each change is a decision."""

    form = HouseRulesForm
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        guarded: HttpResponse = to_act(super().changeform_view)(request, *args, **kwargs)
        return guarded

    def save_model(self, request: HttpRequest, obj: HouseRules, form: Any, change: bool) -> None:
        set_least_k(form.cleaned_data["k"], actor=staff_of(request))

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(fallen_page(self))
        return [path("fallen/", page, name="desk_fallen"), *super().get_urls()]


def fallen_page(desk: HouseRulesAdmin) -> Callable[[HttpRequest], HttpResponse]:
    """The view of public accounts that fewer others are like than when they were published."""

    def page(request: HttpRequest) -> HttpResponse:
        if not staff_of(request).has_perm("desk.view_every_testimony"):
            raise PermissionDenied
        context = {
            **desk.admin_site.each_context(request),
            "title": _("Accounts that became rarer"),
            "opts": desk.opts,
            "fallen": fallen(),
        }
        return TemplateResponse(request, "admin/desk/fallen.html", context)

    return page
