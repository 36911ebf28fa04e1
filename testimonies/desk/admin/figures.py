"""The reported numbers at the desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from testimonies.desk.admin.desk import DeskAdmin
from testimonies.desk.models import ReportedFigure
from testimonies.desk.moderation.open_words import put_open_words
from testimonies.vocabulary import Language

_PARTS = {"value": _("value"), "counts": _("what it counts"), "caveat": _("caveat")}


class FigureForm(forms.ModelForm):
    """The wording in three languages, as nine fields instead of a piece of JSON."""

    class Meta:
        model = ReportedFigure
        fields = ("slug", "position", "source", "source_url")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language in Language:
            for part, label in _PARTS.items():
                self.fields[f"{part}_{language}"] = forms.CharField(
                    label=f"{label} ({language.label})",
                    required=part != "caveat",
                    initial=self.instance.texts.get(language.value, {}).get(part, ""),
                    widget=forms.TextInput if part == "value" else forms.Textarea(attrs={"rows": 2}),
                )

    def save(self, commit: bool = True) -> ReportedFigure:
        self.instance.texts = {
            language.value: {part: self.cleaned_data[f"{part}_{language}"] for part in _PARTS} for language in Language
        }
        saved: ReportedFigure = super().save(commit)
        return saved


@admin.register(ReportedFigure)
class ReportedFigureAdmin(DeskAdmin):
    """Numbers, each with what exactly it counts and who said it."""

    form = FigureForm
    list_display = ("slug", "source", "position")
    actions = None

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        # The wording's fields are made by the form itself; the factory knows only columns.
        return FigureForm

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return list(FigureForm(instance=obj).fields)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: ReportedFigure, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        transaction.on_commit(put_open_words)
