"""The vocabulary at the desk."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from testimonies.desk.admin.open_words import OpenWordsAdmin
from testimonies.desk.models import VocabularyTerm
from testimonies.vocabulary import Answer


@admin.register(VocabularyTerm)
class VocabularyTermAdmin(OpenWordsAdmin):
    """Labels can be mended. Slugs and parents stand in published accounts and addresses, so they stay."""

    list_display = ("slug", "kind", "label_en", "label_ko", "label_ru", "public")
    list_filter = ("kind", "public")
    search_fields = ("slug", "label_en", "label_ko", "label_ru")
    fields = ("kind", "slug", "parent", "public", "label_en", "label_ko", "label_ru")
    readonly_fields = ("kind", "slug", "parent", "public")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def in_words(self, row: Any) -> list[tuple[str, str]]:
        said = {name: getattr(row, f"get_{name}_display", lambda name=name: getattr(row, name))() for name in row.SAID}
        said |= {"indicators": ", ".join(row.indicators), "public": (Answer.YES if row.public else Answer.NO).label}
        return [
            (str(row._meta.get_field(name).verbose_name), str("—" if value in {"", None} else value))
            for name, value in said.items()
        ]
