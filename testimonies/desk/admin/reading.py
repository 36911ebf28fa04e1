"""A testimony as those see it who may read it and not change it: words where the record holds slugs and lists."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from testimonies.desk.admin.desk import DeskAdmin
from testimonies.desk.models import Testimony, VocabularyTerm
from testimonies.desk.safe.fields import shown
from testimonies.vocabulary import ContentWarning, TermKind

_IN_WORDS = ("sector", "place", "recruitment", "warnings", "public_notes", "notes")


class ReadInWords(DeskAdmin):
    """Adds the columns in words, and puts them into the place of the columns on a page without a form."""

    def get_fieldsets(self, request: HttpRequest, obj: Testimony | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        return [
            (title, {**options, "fields": [_in_words(name) for name in options["fields"]]})
            for title, options in fieldsets
        ]

    @admin.display(description=_("sector"))
    def sector_in_words(self, testimony: Testimony) -> str:
        return _label(TermKind.SECTOR, testimony.sector)

    @admin.display(description=_("place"))
    def place_in_words(self, testimony: Testimony) -> str:
        return _label(TermKind.PLACE, testimony.place)

    @admin.display(description=_("recruitment"))
    def recruitment_in_words(self, testimony: Testimony) -> str:
        return _label(TermKind.RECRUITMENT, testimony.recruitment)

    @admin.display(description=_("content warnings"))
    def warnings_in_words(self, testimony: Testimony) -> str:
        return ", ".join(str(ContentWarning(warning).label) for warning in testimony.warnings)

    @admin.display(description=_("public notes"))
    def public_notes_in_words(self, testimony: Testimony) -> str:
        return "\n".join(testimony.public_notes)

    @admin.display(description=_("staff notes"))
    def notes_in_words(self, testimony: Testimony) -> str:
        return shown(lambda: testimony.notes)


def _in_words(name: Any) -> Any:
    return f"{name}_in_words" if name in _IN_WORDS else name


def _label(kind: TermKind, slug: str) -> str:
    term = VocabularyTerm.objects.of(kind).filter(slug=slug).first()
    return str(term) if term else slug
