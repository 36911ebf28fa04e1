"""The page on which a second person confirms what somebody else entered."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods

from testimonies.desk.admin.desk import DeskAdmin
from testimonies.desk.admin.staff import staff_of
from testimonies.desk.moderation.refusals import Unmet
from testimonies.desk.signin.again import to_act


class ConfirmedAdmin(DeskAdmin):
    """What counts once somebody else has confirmed it. A subclass names its permission, page and sentences."""

    actions = None
    confirm_permission: ClassVar[str]
    confirm_template: ClassVar[str]
    confirm_title: ClassVar[Any]
    confirmed_message: ClassVar[Any]

    def confirm(self, row: Any, *, actor: User, shown: str) -> object:
        """The verb. Raises `Unmet`."""
        raise NotImplementedError

    def to_confirm(self, row: Any) -> dict[str, Any]:
        """What the page shows of the row."""
        raise NotImplementedError

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @property
    def confirming(self) -> str:
        """The name of the page's address."""
        return f"desk_{self.opts.model_name}_confirm"

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(to_act(require_http_methods(["GET", "POST"])(self.confirm_page)))
        return [path("<int:pk>/confirm/", page, name=self.confirming), *super().get_urls()]

    def confirm_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """GET shows the row, POST confirms it."""
        if not request.user.has_perm(self.confirm_permission):
            raise PermissionDenied
        row, refusal = get_object_or_404(self.model, pk=pk), ""
        if request.method == "POST":
            try:
                self.confirm(row, actor=staff_of(request), shown=request.POST.get("shown", ""))
            except Unmet as unmet:
                refusal = str(unmet)
            else:
                messages.success(request, self.confirmed_message)
                return HttpResponseRedirect(reverse(f"admin:desk_{self.opts.model_name}_change", args=[pk]))
        shared = {**self.admin_site.each_context(request), "title": self.confirm_title, "opts": self.opts}
        status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
        context = {**shared, **self.to_confirm(row), "refusal": refusal}
        return TemplateResponse(request, self.confirm_template, context, status=status)
