"""The parameters a reader may send to a search. What is not named here never reaches a query."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypedDict, cast

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from testimonies.edition.search.vocabulary import vocabulary

LONGEST_QUERY = 500
LAST_PAGE = 100_000
SORTS = [("relevance", _("Relevance")), ("newest", _("Newest first")), ("oldest", _("Oldest first"))]
# In a concordance: by the words beside the match.
NEIGHBOURS = [("left", _("Left neighbour")), ("right", _("Right neighbour"))]
VIEWS = [("list", _("List")), ("concordance", _("Concordance"))]


class Cleaned(TypedDict):
    """What `find` takes: `SearchForm.cleaned_data`, or the same keys from elsewhere.

    Facets are lists of slugs of the vocabulary, any of which may match; periods are years or None; `page` counts
    from 1; `sort` is "relevance", "newest", "oldest", in a concordance "left" or "right", or "" where none was chosen;
    `exact` looks for the typed words alone, without other spellings and other words for the same.
    """

    q: str
    abuse: list[str]
    indicator: list[str]
    sector: list[str]
    place: list[str]
    language: list[str]
    source: list[str]
    period_from: int | None
    period_to: int | None
    sort: str
    view: str
    exact: bool
    page: int


class _Closed(forms.ChoiceField):
    """A choice where anything else counts as none made: a mistyped order is no reason to show nothing."""

    def clean(self, value: Any) -> str:
        return value if self.valid_value(value or "") else ""


class _Exact(forms.Field):
    """Set by "1" alone; anything else counts as not set."""

    def clean(self, value: Any) -> bool:
        return bool(value == "1")


class _Page(forms.Field):
    """A page number from 1; anything else is the first page."""

    def clean(self, value: Any) -> int:
        text = str(value or "")
        is_number = text.isascii() and text.isdigit() and len(text) <= len(str(LAST_PAGE))
        return min(max(int(text), 1), LAST_PAGE) if is_number else 1


class _Slugs(forms.MultipleChoiceField):
    """Zero or more slugs of one facet. Empty values, which every HTML form sends, are none."""

    labels: Mapping[str, str]

    def valid_value(self, value: Any) -> bool:
        return value in self.labels

    def to_python(self, value: Any) -> list[str]:
        return [slug for slug in dict.fromkeys(super().to_python(value)) if slug]


class _Year(forms.IntegerField):
    """A year of four digits."""

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, str) and value.strip() and not (value.strip().isascii() and value.strip().isdigit()):
            raise forms.ValidationError(self.error_messages["invalid"])
        return super().to_python(value)


def _slugs(label: Any) -> _Slugs:
    # Without the value: what somebody typed is not repeated where a page or a log could carry it on.
    unknown = _("The search names a %(facet)s that the archive does not have.") % {"facet": label}
    return _Slugs(
        label=label, required=False, choices=[], error_messages={"invalid_choice": unknown, "invalid_list": unknown}
    )


def _year(label: Any) -> _Year:
    wrong = _("A period is given in years of four digits, such as 2019.")
    return _Year(
        label=label,
        required=False,
        validators=[MinValueValidator(1900, wrong), MaxValueValidator(2100, wrong)],
        error_messages={"invalid": wrong},
    )


class SearchForm(forms.Form):
    """Reads the parameters of `/search/`.

    A form that is not valid gives sentences in `problems` and no results: a search that silently left out a filter
    would show more than was asked for.
    """

    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=LONGEST_QUERY,
        error_messages={"max_length": _("A search may have %(limit_value)d characters at most.")},
    )
    abuse = _slugs(_("Abuse type"))
    indicator = _slugs(_("Indicator of forced labour"))
    sector = _slugs(_("Sector"))
    place = _slugs(_("Place"))
    language = _slugs(_("Language"))
    source = _slugs(_("Source"))
    period_from = _year(_("From year"))
    period_to = _year(_("To year"))
    sort = _Closed(label=_("Order"), required=False, choices=[*SORTS, *NEIGHBOURS])
    view = _Closed(label=_("View"), required=False, choices=VIEWS)
    exact = _Exact(label=_("Only my words"), required=False, widget=forms.HiddenInput)
    page = _Page(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vocabulary = vocabulary()
        for name, labels in self.vocabulary.facet_labels().items():
            cast(_Slugs, self.fields[name]).labels = labels
        # A NUL or a lone surrogate means nothing in a search; the words around it still do.
        self.fields["q"].validators = [v for v in self.fields["q"].validators if "Null" not in type(v).__name__]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("period_from"), cleaned.get("period_to")
        if first and last and first > last:
            raise forms.ValidationError(_("The period ends before it begins."))
        return {**cleaned, "view": cleaned.get("view") or "list"}

    @property
    def problems(self) -> list[str]:
        """One sentence for each thing that was wrong, each once."""
        return list(dict.fromkeys(str(message) for messages in self.errors.values() for message in messages))
