"""Open words at the desk: entered by one person, confirmed by another, and only then read by the world."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from testimonies.desk.admin.desk import DeskAdmin
from testimonies.desk.admin.staff import staff_of
from testimonies.desk.models.open_words import OpenWords
from testimonies.desk.moderation.confirm_words import confirm_words
from testimonies.desk.moderation.enter_words import enter_words
from testimonies.desk.moderation.refusals import Unmet
from testimonies.desk.moderation.words_log import WordsLog
from testimonies.desk.signin.again import to_act


class OpenWordsAdmin(DeskAdmin):
    """What the terms and the reported figures share; a subclass says how a row reads in `in_words`."""

    change_form_template = "admin/desk/words/change_form.html"
    actions = None

    def in_words(self, row: Any) -> list[tuple[str, str]]:
        """Label and value of everything that becomes public, as whoever confirms it reads it."""
        raise NotImplementedError

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_list_display(self, request: HttpRequest) -> Any:
        log = WordsLog()

        @admin.display(description=gettext_lazy("confirmed"), boolean=True)
        def confirmed(row: OpenWords) -> bool:
            return log.confirms(row)

        return (*super().get_list_display(request), confirmed)

    def save_model(self, request: HttpRequest, obj: OpenWords, form: Any, change: bool) -> None:
        # Saving what nobody changed must not undo a confirmation.
        if form.has_changed() or not WordsLog().explains(obj):
            enter_words(row=obj, actor=staff_of(request))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        row = self.get_object(request, object_id)
        told = self._waiting(request, row) if row else {}
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **told})

    def _waiting(self, request: HttpRequest, row: OpenWords) -> dict[str, Any]:
        """Whether readers do not see it yet, and the address where who asks can confirm it, or ""."""
        log = WordsLog()
        if log.confirms(row):
            return {}
        may = request.user.has_perm("desk.confirm_open_words")
        by_another = log.entered_by(row) not in {None, staff_of(request).pk}
        return {
            "waits": True,
            "confirm": reverse(f"admin:{self._confirming}", args=[row.pk]) if may and by_another else "",
        }

    @property
    def _confirming(self) -> str:
        return f"desk_{self.opts.model_name}_confirm"

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(to_act(require_http_methods(["GET", "POST"])(self.confirm_page)))
        return [path("<int:pk>/confirm/", page, name=self._confirming), *super().get_urls()]

    def confirm_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """GET shows the words, POST confirms them."""
        if not request.user.has_perm("desk.confirm_open_words"):
            raise PermissionDenied
        row, refusal = get_object_or_404(self.model, pk=pk), ""
        if request.method == "POST":
            try:
                confirm_words(row=row, actor=staff_of(request), shown=request.POST.get("shown", ""))
            except Unmet as unmet:
                refusal = str(unmet)
            else:
                messages.success(request, _("Readers see it from now on."))
                return HttpResponseRedirect(reverse(f"admin:desk_{self.opts.model_name}_change", args=[pk]))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Confirm public words"),
            "opts": self.opts,
            "row": row,
            "said": self.in_words(row),
            "refusal": refusal,
        }
        status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
        return TemplateResponse(request, "admin/desk/words/confirm.html", context, status=status)
