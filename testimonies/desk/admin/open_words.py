"""Open words at the desk: entered by one person, confirmed by another, and only then read by the world."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy

from testimonies.desk.admin.confirming import ConfirmedAdmin
from testimonies.desk.admin.staff import staff_of
from testimonies.desk.models.open_words import OpenWords
from testimonies.desk.moderation.confirm_words import confirm_words
from testimonies.desk.moderation.enter_words import enter_words
from testimonies.desk.moderation.words_log import WordsLog


class OpenWordsAdmin(ConfirmedAdmin):
    """What the terms and the reported figures share; a subclass says how a row reads in `in_words`."""

    change_form_template = "admin/desk/words/change_form.html"
    confirm_permission = "desk.confirm_open_words"
    confirm_template = "admin/desk/words/confirm.html"
    confirm_title = gettext_lazy("Confirm public words")
    confirmed_message = gettext_lazy("Readers see it from now on.")

    def in_words(self, row: Any) -> list[tuple[str, str]]:
        """Label and value of everything that becomes public, as whoever confirms it reads it."""
        raise NotImplementedError

    def confirm(self, row: OpenWords, *, actor: User, shown: str) -> object:
        return confirm_words(row=row, actor=actor, shown=shown)

    def to_confirm(self, row: OpenWords) -> dict[str, Any]:
        return {"row": row, "said": self.in_words(row)}

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
        may = request.user.has_perm(self.confirm_permission)
        by_another = log.entered_by(row) not in {None, staff_of(request).pk}
        return {
            "waits": True,
            "confirm": reverse(f"admin:{self.confirming}", args=[row.pk]) if may and by_another else "",
        }
