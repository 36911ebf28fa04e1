"""The admin site of the desk."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.http import HttpRequest, HttpResponse
from django.urls import reverse, translate_url
from django.utils.translation import gettext_lazy as _

from testimonies.desk.labels import labelled


class DeskSite(AdminSite):
    """Django's admin, where a person is found by pseudonym although a private record's name says nothing."""

    site_header = site_title = _("Testimony archive: staff desk")
    index_title = _("Desk")
    enable_nav_sidebar = False

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """What every staff page has: the same page in each language, and the public site where this process has it."""
        address = request.get_full_path()
        return {
            **super().each_context(request),
            "site_url": reverse("home") if settings.SERVES_READERS else None,
            "languages": [(tag, name, translate_url(address, tag)) for tag, name in settings.LANGUAGES],
        }

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        return cast(HttpResponse, _LabelledView.as_view(admin_site=self)(request))


class _LabelledView(AutocompleteJsonView):
    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        return {"id": str(getattr(obj, to_field_name)), "text": labelled(obj)}


class DeskAdminConfig(AdminConfig):
    default_site = "testimonies.desk.site.DeskSite"
