"""The reported numbers at the desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from testimonies.desk.admin.open_words import OpenWordsAdmin
from testimonies.desk.models import ReportedFigure
from testimonies.vocabulary import Language

_PARTS = {"value": _("value"), "counts": _("what it counts"), "caveat": _("caveat")}


class FigureForm(forms.ModelForm):
    """The wording in three languages, as nine fields instead of a piece of JSON."""

    class Meta:
        model = ReportedFigure
        fields = ("slug", "position", "source", "source_url")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # It stands in addresses; and by it readers keep the words of before while others wait.
        self.fields["slug"].disabled = self.instance.pk is not None
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
class ReportedFigureAdmin(OpenWordsAdmin):
    """Numbers, each with what exactly it counts and who said it."""

    form = FigureForm
    list_display = ("slug", "source", "position")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        # The wording's fields are made by the form itself; the factory knows only columns.
        return FigureForm

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj and not self.has_change_permission(request, obj):
            # Whoever only reads has no form, and so none of the form's own fields.
            return ["slug", "position", "wording", "source", "source_url"]
        return list(FigureForm(instance=obj).fields)

    @admin.display(description=_("wording"))
    def wording(self, row: ReportedFigure) -> str:
        own = [f"{part}_{language}" for language in Language for part in _PARTS]
        form = FigureForm(instance=row)
        return format_html_join("\n", "<div>{}: {}</div>", [(form[name].label, form[name].initial) for name in own])

    def in_words(self, row: Any) -> list[tuple[str, str]]:
        form = FigureForm(instance=row)
        said = [(str(bound.label), bound.initial) for bound in form]
        return [(label, str("—" if value in {"", None} else value)) for label, value in said]
