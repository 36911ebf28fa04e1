"""The house's limit, and the accounts that became rarer."""

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

from testimonies.desk.admin.desk import DeskAdmin
from testimonies.desk.admin.staff import staff_of
from testimonies.desk.models import HouseRules
from testimonies.desk.moderation.fallen import fallen
from testimonies.desk.moderation.house_rules import LARGEST, SMALLEST, set_least_k
from testimonies.desk.signin.again import to_act


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
class HouseRulesAdmin(DeskAdmin):
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
