"""Narrowing a search: the facets on offer, the filters in force, and the addresses that add or take one away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.formats import localize
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from testimonies.edition.pages.stencil import Value, draw
from testimonies.edition.search.fields import FACETS
from testimonies.edition.search.form import NEIGHBOURS, SORTS, Cleaned, SearchForm
from testimonies.edition.search.query import FacetCount

# Widest first, as a reader narrows.
ORDER = sorted(FACETS, key=("indicator", "abuse", "sector", "place", "language", "source").index)
SHOWN_AT_ONCE = 8
_SINGLE = ("period_from", "period_to")


class Address:
    """The address of a search, made of what the form has read and of nothing else."""

    def __init__(self, path: str, cleaned: Cleaned) -> None:
        self.path = path
        values: Mapping[str, Any] = cleaned
        self.words = [("q", cleaned["q"])] if cleaned["q"] else []
        self.filters = [(name, slug) for name in ORDER for slug in values[name]]
        self.filters += [(name, str(values[name])) for name in _SINGLE if values[name]]
        self.order = [("sort", cleaned["sort"])] if cleaned["sort"] else []
        self.view = [("view", "concordance")] if cleaned["view"] == "concordance" else []
        self.exact = [("exact", "1")] if cleaned["exact"] else []

    @property
    def asked(self) -> bool:
        """Whether the reader asked for anything; otherwise the page shows all accounts and says so."""
        return bool(self.words or self.filters)

    @property
    def without_filters(self) -> str:
        return self._to([*self.words, *self._manner])

    @property
    def only_typed(self) -> str:
        """The same search for the typed words alone, without other spellings and other words for the same."""
        return self._to([*self.words, *self.filters, *self.order, *self.view, ("exact", "1")])

    @property
    def with_others(self) -> str:
        return self._to([*self.words, *self.filters, *self.order, *self.view])

    @property
    def as_list(self) -> str:
        kept = [pair for pair in self.order if pair[1] not in dict(NEIGHBOURS)]
        return self._to([*self.words, *self.filters, *kept, *self.exact])

    @property
    def as_lines(self) -> str:
        return self._to([*self.words, *self.filters, ("view", "concordance"), *self.exact])

    @property
    def by_left(self) -> str:
        return self._by("left")

    @property
    def by_right(self) -> str:
        return self._by("right")

    def asking(self, words: str) -> str:
        """The same search for other words."""
        return self._to([("q", words), *self.filters, *self._manner])

    def without(self, name: str, value: str) -> str:
        kept = [pair for pair in self.filters if pair != (name, value)]
        return self._to([*self.words, *kept, *self._manner])

    def around(self, number: int, last: int) -> dict[str, str]:
        """The addresses of the pages `before` and `after`, empty where there is none."""
        neighbours = {"before": number - 1, "after": number + 1}
        return {name: self._at(other) if 1 <= other <= last else "" for name, other in neighbours.items()}

    def _at(self, number: int) -> str:
        return self._to([*self.words, *self.filters, *self._manner, ("page", str(number))])

    def _by(self, neighbour: str) -> str:
        return self._to([*self.words, *self.filters, ("sort", neighbour), *self.view, *self.exact])

    @property
    def _manner(self) -> list[tuple[str, str]]:
        """How the answer is shown, which stays the same from link to link."""
        return [*self.order, *self.view, *self.exact]

    def _to(self, pairs: Iterable[tuple[str, str]]) -> str:
        query = urlencode(list(pairs), errors="replace")
        return f"{self.path}?{query}" if query else self.path


@dataclass(frozen=True)
class Filter:
    """A filter in force, and the address of the same search without it."""

    label: str
    url: str


@dataclass(frozen=True)
class Group:
    """One facet with its choices drawn: `first` are seen at once, `more` on request."""

    label: str
    is_open: bool
    first: list[SafeString]
    more: list[SafeString]


def applied(form: SearchForm, address: Address) -> list[Filter]:
    return [Filter(_name(form, name, value), address.without(name, value)) for name, value in address.filters]


def kept(form: SearchForm) -> list[tuple[str, str]]:
    """The filters that were right in a search that was not, so that mending the rest does not lose them."""
    return [(name, slug) for name in ORDER for slug in form.cleaned_data.get(name, [])]


def orders(cleaned: Cleaned) -> list[tuple[str, Any]]:
    """The orders that mean something in the view chosen."""
    return [*SORTS, *NEIGHBOURS] if cleaned["view"] == "concordance" else SORTS


def facet_groups(form: SearchForm, facets: Mapping[str, list[FacetCount]]) -> list[Group]:
    """The facets in which something can be chosen, most frequent first and what is chosen before all."""
    groups = []
    for name in ORDER:
        useful = [facet for facet in facets.get(name, []) if facet.count or facet.selected]
        useful.sort(key=lambda facet: (not facet.selected, -facet.count))
        is_open = name == ORDER[0] or any(facet.selected for facet in useful)
        drawn = [_choice(name, facet) for facet in useful]
        if useful:
            groups.append(Group(str(form.fields[name].label), is_open, drawn[:SHOWN_AT_ONCE], drawn[SHOWN_AT_ONCE:]))
    return groups


def _choice(name: str, facet: FacetCount) -> SafeString:
    values: dict[str, Value] = {
        "name": name,
        "slug": facet.slug,
        "label": facet.label,
        "count": localize(facet.count),
        "selected": facet.selected,
        "is_language": name == "language",
    }
    return draw("public/parts/_choice.html", values)


def _name(form: SearchForm, name: str, value: str) -> str:
    if name in _SINGLE:
        words = _("from %(year)s") if name == "period_from" else _("until %(year)s")
        return words % {"year": value}
    return form.vocabulary.facet_labels()[name].get(value, value)
