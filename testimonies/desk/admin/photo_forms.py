"""The form of a photograph: its words, and the regions to be covered as rows of numbers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from testimonies.desk.models import Photo
from testimonies.desk.moderation.change_photo import PLAIN, PhotoChange
from testimonies.desk.photos.tool import COVERS, MOST_REGIONS, SHAPES, checked_region
from testimonies.vocabulary import ContentWarning, Language, Licence

SIDES = ("left", "top", "width", "height")
_ROUNDING = 1e-4


class PhotoForm(forms.Form):
    """Bound to what was sent, or showing what is stored. Regions come as lists of equal length, in per cent."""

    position = forms.IntegerField(label=_("Place among the photographs"), min_value=1, max_value=10_000)
    credit = forms.CharField(
        label=_("Credit"), required=False, max_length=200, help_text=_("Who may be named as its source.")
    )
    licence = forms.ChoiceField(label=_("Licence"), choices=Licence)
    sensitive = forms.BooleanField(label=_("Cover it until a reader asks for it"), required=False)
    warnings = forms.MultipleChoiceField(
        label=_("Content warnings"),
        choices=ContentWarning,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("With a warning it is covered in any case."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    looked = forms.BooleanField(
        label=_("I looked at every face and every mark that could tell who or where somebody is"), required=False
    )

    def __init__(self, photo: Photo, sent: QueryDict | None = None) -> None:
        said = {text.language: text for text in photo.texts.all()}
        stored = {name: getattr(photo, name) for name in (*PLAIN, "revision")}
        super().__init__(sent, initial=stored)
        self.languages = [text.language for text in photo.testimony.texts.all()]
        for language in self.languages:
            text = said.get(language)
            alt, caption = (text.alt, text.caption) if text else ("", "")
            self.fields[f"alt_{language}"] = _words(_("Description for whoever cannot see it"), alt)
            self.fields[f"caption_{language}"] = _words(_("Caption"), caption)
        self.rows = [_in_per_cent(region) for region in photo.regions] if sent is None else _rows_sent(sent)

    @property
    def texts(self) -> list[tuple[str, Any, Any]]:
        """The language's own name, description and caption, field by field."""
        return [(str(Language(code).label), self[f"alt_{code}"], self[f"caption_{code}"]) for code in self.languages]

    def clean_warnings(self) -> list[str]:
        return sorted(self.cleaned_data["warnings"])

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        self.regions: list[dict[str, Any]] = []
        if len(self.rows) > MOST_REGIONS:
            sentence = _("A photograph can have at most %(most)s regions.")
            raise forms.ValidationError(sentence, params={"most": MOST_REGIONS})
        for number, row in enumerate(self.rows, start=1):
            region = _region(row)
            if region is None:
                sentence = _("Region %(number)s lies outside the photograph, or its numbers cannot be read.")
                raise forms.ValidationError(sentence, params={"number": number})
            self.regions.append(region)
        return cleaned

    def change(self) -> PhotoChange:
        """What was sent, once it is valid."""
        said = self.cleaned_data
        return PhotoChange(
            regions=self.regions,
            plain={name: said[name] for name in PLAIN},
            texts={code: (said[f"alt_{code}"].strip(), said[f"caption_{code}"].strip()) for code in self.languages},
            looked=said["looked"],
        )


def _words(label: Any, said: str) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, required=False, max_length=1000, initial=said, widget=widget)


def _rows_sent(sent: QueryDict) -> list[dict[str, str]]:
    """One row a region; a row without a width was left blank."""
    lists = [sent.getlist(name) for name in ("shape", "cover", *SIDES)]
    rows = [dict(zip(("shape", "cover", *SIDES), values, strict=False)) for values in zip(*lists, strict=False)]
    return [row for row in rows if row["width"].strip()]


def _in_per_cent(region: dict[str, Any]) -> dict[str, str]:
    return {
        "shape": region["shape"],
        "cover": region["cover"],
        **{side: f"{region[side] * 100:.3f}".rstrip("0").rstrip(".") for side in SIDES},
    }


def _region(row: dict[str, str]) -> dict[str, Any] | None:
    """The region as it is stored; None where the numbers make none."""
    if row["shape"] not in SHAPES or row["cover"] not in COVERS:
        return None
    try:
        sides = {side: float(row[side].replace(",", ".")) / 100 for side in SIDES}
    except ValueError:
        return None
    # Rounded to what a form can hold, two sides may add up to a hair more than the whole.
    for start, length in (("left", "width"), ("top", "height")):
        if 1 < sides[start] + sides[length] < 1 + _ROUNDING:
            sides[length] = 1 - sides[start]
    return checked_region({"shape": row["shape"], "cover": row["cover"], **sides})
