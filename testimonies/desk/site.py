"""The admin site of the desk."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from testimonies.desk.labels import labelled


class DeskSite(AdminSite):
    """Django's admin, where a person is found by pseudonym although a private record's name says nothing."""

    site_header = site_title = _("Testimony archive: staff desk")
    index_title = ""
    enable_nav_sidebar = False

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        return cast(HttpResponse, _LabelledView.as_view(admin_site=self)(request))


class _LabelledView(AutocompleteJsonView):
    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        return {"id": str(getattr(obj, to_field_name)), "text": labelled(obj)}


class DeskAdminConfig(AdminConfig):
    default_site = "testimonies.desk.site.DeskSite"
