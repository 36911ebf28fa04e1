"""The vocabulary at the desk."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest

from testimonies.desk.admin.desk import DeskAdmin
from testimonies.desk.models import VocabularyTerm
from testimonies.desk.moderation.open_words import put_open_words


@admin.register(VocabularyTerm)
class VocabularyTermAdmin(DeskAdmin):
    """Labels can be mended. Slugs and parents stand in published accounts and addresses, so they stay."""

    list_display = ("slug", "kind", "label_en", "label_ko", "label_ru", "public")
    list_filter = ("kind", "public")
    search_fields = ("slug", "label_en", "label_ko", "label_ru")
    fields = ("kind", "slug", "parent", "public", "label_en", "label_ko", "label_ru")
    readonly_fields = ("kind", "slug", "parent", "public")
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: VocabularyTerm, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        transaction.on_commit(put_open_words)
