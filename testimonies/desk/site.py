"""The admin site of the desk."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, reverse, translate_url
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

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """The front page tells whoever may see accounts what leaves soon: nobody may ever open the queue."""
        from testimonies.desk.models import Testimony
        from testimonies.desk.moderation.clock import is_late
        from testimonies.desk.moderation.due import count_leaving

        desk = self.get_model_admin(Testimony)
        told: dict[str, Any] = {}
        if desk.has_view_permission(request):
            told = {"leaving": count_leaving(desk.get_queryset(request)), "late": is_late()}
        return super().index(request, {**told, **(extra_context or {})})

    def has_permission(self, request: HttpRequest) -> bool:
        """Every staff page asks this: a session without its second factor reaches none of them."""
        # This module is loaded before the models are.
        from testimonies.desk.signin.factor import has_factor

        return super().has_permission(request) and has_factor(request.session)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        from testimonies.desk.signin.urls import signin_urls

        # First, so that they stand before Django's own of the same address.
        return [*signin_urls(self), *super().get_urls()]

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Django's page; who may try how often is asked first."""
        from testimonies.desk.signin.pages.password import counted

        return counted(super().password_change)(request, extra_context)

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        return cast(HttpResponse, _LabelledView.as_view(admin_site=self)(request))


class _LabelledView(AutocompleteJsonView):
    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        return {"id": str(getattr(obj, to_field_name)), "text": labelled(obj)}


class DeskAdminConfig(AdminConfig):
    default_site = "testimonies.desk.site.DeskSite"
