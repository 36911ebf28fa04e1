"""What the texts and the tags of one testimony must be together."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from testimonies.desk.models import Text


class TextForm(forms.ModelForm):
    """A text. Whether another is the original is for the formset to say."""

    class Meta:
        model = Text
        fields = ("language", "original", "title", "summary", "body")

    def _get_validation_exclusions(self) -> set[str]:
        # Compared with the rows as they still are, no text could take over from another in one save.
        return {*super()._get_validation_exclusions(), "original"}  # type: ignore[misc]


class TextFormSet(forms.BaseInlineFormSet):
    """The texts: one a language, at most one of them the original."""

    def clean(self) -> None:
        super().clean()
        kept = [form for form in self.forms if form not in self.deleted_forms]
        if sum(bool(form.cleaned_data.get("original")) for form in kept) > 1:
            raise forms.ValidationError(_("Only one text can be the original."))

    def get_unique_error_message(self, unique_check: Any) -> str:
        """Instead of Django's own, which names the column."""
        return _("There can be one text in each language.")


class TagFormSet(forms.BaseInlineFormSet):
    """The tags: one an abuse type."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            # Its column has a heading, which a screen reader does not take for the name of a box.
            form.fields["DELETE"].widget.attrs["aria-label"] = _("Delete this tag")

    def get_unique_error_message(self, unique_check: Any) -> str:
        """Instead of Django's own, which names the column."""
        return _("Each abuse type can be tagged once; give all its paragraphs there.")
