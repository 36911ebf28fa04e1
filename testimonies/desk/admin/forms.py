"""Forms of the staff desk: choices from the vocabulary, lists typed as people type them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from testimonies.desk.labels import labelled
from testimonies.desk.models import Contributor, Tag, Testimony, VocabularyTerm
from testimonies.desk.moderation.edit import changed_meanwhile, last_decision, stays_with_its_giver
from testimonies.desk.safe.fields import shown
from testimonies.vocabulary import ContentWarning, TermKind


def term_choices(kind: TermKind) -> list[tuple[str, str]]:
    """Every term of `kind`, those under a parent set in; a place only curators use says so."""
    choices = [("", "—")]
    for term in VocabularyTerm.objects.of(kind):
        label = f"{'· ' if term.parent else ''}{term}"
        choices.append((term.slug, label if term.public else f"{label} ({_('desk only')})"))
    return choices


class TestimonyForm(forms.ModelForm):
    """The facts of a testimony."""

    sector = forms.ChoiceField(label=_("Sector"), required=False)
    place = forms.ChoiceField(
        label=_("Place"), required=False, help_text=_("The public sees the macro-region above it, never a city.")
    )
    recruitment = forms.ChoiceField(label=_("Recruitment"), required=False)
    warnings = forms.MultipleChoiceField(
        label=_("Content warnings"),
        choices=ContentWarning,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    public_notes = forms.CharField(
        label=_("Public notes"), required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("One a line.")
    )

    class Meta:
        model = Testimony
        fields = (
            "contributor",
            "synthetic",
            "public_from",
            "sector",
            "place",
            "period_from",
            "period_to",
            "recruitment",
            "exit",
            "source_kind",
            "citation",
            "source_url",
            "standing",
            "warnings",
            "public_notes",
            "notes",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "contributor" in self.fields:
            self.fields["contributor"].label_from_instance = labelled  # type: ignore[attr-defined]
        for kind in (TermKind.SECTOR, TermKind.PLACE, TermKind.RECRUITMENT):
            if kind.value in self.fields:
                self.fields[kind.value].choices = term_choices(kind)  # type: ignore[attr-defined]
        self.initial["public_notes"] = "\n".join(self.instance.public_notes)
        self._notes_closed = bool("notes" in self.fields and self.initial.get("notes") is None and self.instance.pk)
        if self._notes_closed:
            self.fields["notes"].disabled = True
            self.initial["notes"] = shown(lambda: self.instance.notes)

    def clean_contributor(self) -> Contributor:
        given: Contributor = self.cleaned_data["contributor"]
        if "contributor" in self.changed_data and self.instance.pk and self.instance.publications.exists():
            raise forms.ValidationError(stays_with_its_giver().message)
        return given

    def clean_warnings(self) -> list[str]:
        return sorted(self.cleaned_data["warnings"])

    def clean_public_notes(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["public_notes"].splitlines() if line.strip()]

    def clean(self) -> dict[str, Any] | None:
        """Refused while what was typed is still on the page, and checked again under the lock."""
        if self.instance.pk and self.seen not in {None, last_decision(self.instance)}:
            raise forms.ValidationError(changed_meanwhile().message)
        if self._notes_closed:
            # What cannot be read today may be readable again once its key is back: nothing is stored over it.
            self.cleaned_data.pop("notes", None)
        return super().clean()

    def _get_validation_exclusions(self) -> set[str]:
        closed = {"notes"} if self._notes_closed else set()
        return {*super()._get_validation_exclusions(), *closed}  # type: ignore[misc]

    @property
    def seen(self) -> int | None:
        """The key of the last decision when the page was made."""
        sent = self.data.get("seen", "")
        return int(sent) if sent.isdecimal() and len(sent) < 19 else None

    def editable_columns(self) -> list[str]:
        """The model's fields that this form writes."""
        return list(self.cleaned_data)


class TagForm(forms.ModelForm):
    """A tag; the paragraphs typed as `1, 3`."""

    term = forms.ChoiceField(label=_("Abuse type"))
    paragraphs = forms.CharField(label=_("Paragraphs"), required=False, help_text=_("Numbers, as 1, 3"))

    class Meta:
        model = Tag
        fields = ("term", "paragraphs", "strength")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["term"].choices = term_choices(TermKind.ABUSE)  # type: ignore[attr-defined]
        for field in self.fields.values():
            # The inline has column headings only, and a screen reader asks each field for its own name.
            field.widget.attrs["aria-label"] = field.label
        self.initial["paragraphs"] = ", ".join(str(number) for number in self.instance.paragraphs)

    def clean_paragraphs(self) -> list[int]:
        typed = self.cleaned_data["paragraphs"].replace(",", " ").split()
        if not all(part.isdecimal() and 0 < int(part) < 10_000 for part in typed):
            raise forms.ValidationError(_("Give paragraph numbers, counted from 1, as in “1, 3”."))
        return sorted({int(part) for part in typed})
