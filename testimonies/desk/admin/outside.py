"""Accounts known outside: entered by one person, confirmed by another."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from testimonies.desk.admin.confirming import ConfirmedAdmin
from testimonies.desk.admin.forms import term_choices
from testimonies.desk.admin.staff import staff_of
from testimonies.desk.models import KnownOutside, VocabularyTerm
from testimonies.desk.models.risk import CONTEXT
from testimonies.desk.moderation.confirm_outside import confirm_outside
from testimonies.desk.moderation.enter_outside import enter_outside
from testimonies.vocabulary import TermKind


class KnownOutsideForm(forms.ModelForm):
    """The same coarse words as for a testimony."""

    sector = forms.ChoiceField(label=gettext_lazy("Sector"), required=False)
    place = forms.ChoiceField(label=gettext_lazy("Place"), required=False)
    recruitment = forms.ChoiceField(label=gettext_lazy("Recruitment"), required=False)

    class Meta:
        model = KnownOutside
        fields = ("citation", *CONTEXT)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in (TermKind.SECTOR, TermKind.PLACE, TermKind.RECRUITMENT):
            if kind.value in self.fields:
                self.fields[kind.value].choices = term_choices(kind)  # type: ignore[attr-defined]

    def clean_citation(self) -> str:
        # One more blank makes no other source.
        return " ".join(self.cleaned_data["citation"].split())

    def clean(self) -> None:
        super().clean()
        first, last = self.cleaned_data.get("period_from"), self.cleaned_data.get("period_to")
        if (first is None) != (last is None):
            raise forms.ValidationError(_("Give both years of the period, or neither."))
        if first and last and first > last:
            raise forms.ValidationError(_("The period must be years from 1945 until now, the earlier one first."))


@admin.register(KnownOutside)
class KnownOutsideAdmin(ConfirmedAdmin):
    """People of whom others have published as much; entered and mended by curators, confirmed by somebody else."""

    form = KnownOutsideForm
    list_display = ("citation", "source", "language", "entered_by", "confirmed_by")
    list_filter = (("confirmed_by", admin.EmptyFieldListFilter),)
    fields = ("citation", *CONTEXT, "entered_by", "confirmed_by")
    readonly_fields = ("entered_by", "confirmed_by")
    change_form_template = "admin/desk/outside/change_form.html"
    search_fields = ("citation", *CONTEXT)
    confirm_permission = "desk.confirm_knownoutside"
    confirm_template = "admin/desk/outside/confirm.html"
    confirm_title = gettext_lazy("Confirm an account known outside")
    confirmed_message = gettext_lazy("It counts from now on.")

    def save_model(self, request: HttpRequest, obj: KnownOutside, form: Any, change: bool) -> None:
        # Saving what nobody changed must not undo a confirmation.
        if form.has_changed() or obj.entered_by_id is None:
            enter_outside(entry=obj, actor=staff_of(request))

    def confirm(self, row: KnownOutside, *, actor: User, shown: str) -> object:
        return confirm_outside(entry=row, actor=actor, shown=shown)

    def to_confirm(self, row: KnownOutside) -> dict[str, Any]:
        return {"entry": row, "facts": _in_words(row)}


def _in_words(entry: KnownOutside) -> list[tuple[str, str]]:
    """Label and value of each fact, "—" where nothing is said."""
    labels = {term.slug: str(term) for term in VocabularyTerm.objects.all()}
    shown = {name: getattr(entry, f"get_{name}_display", lambda name=name: getattr(entry, name))() for name in CONTEXT}
    return [
        (str(entry._meta.get_field(name).verbose_name), labels.get(value, str(value or "—")))  # type: ignore[union-attr]
        for name, value in shown.items()
    ]
