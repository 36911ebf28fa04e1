"""How to search, with examples that show how many accounts each finds at this moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from testimonies.edition.pages.errors import search_unavailable
from testimonies.edition.pages.render import page
from testimonies.edition.search.form import Cleaned, SearchForm
from testimonies.edition.search.query import IndexMissing, find


@dataclass(frozen=True)
class Example:
    """A search, what it means, where it leads and how many accounts it finds."""

    words: str
    meaning: str
    url: str
    count: int


@require_safe
def search_help(request: HttpRequest) -> HttpResponse:
    try:
        examples = [_example(words, meaning) for words, meaning in _examples()]
    except IndexMissing:
        return search_unavailable(request)
    return page(request, "public/search_help.html", {"examples": examples})


def _example(words: str, meaning: str) -> Example:
    form = SearchForm({"q": words})
    form.full_clean()
    found = find(cast(Cleaned, form.cleaned_data), page_size=1)
    return Example(words, meaning, f"{reverse('search')}?{urlencode({'q': words})}", found.count)


def _examples() -> list[tuple[str, str]]:
    return [
        ("passport taken", _("accounts that have both words, in any form")),
        ("loyalty OR debt", _("accounts that have either word")),
        ("wages -passport", _("accounts that have the first word and not the second; NOT does the same")),
        ("(hunger OR cold) winter", _("parentheses keep together what belongs together")),
        ('"loyalty fee"', _("these words side by side")),
        ('"wages paid"~5', _("these words with at most so many places between them, in either order")),
        ("construct*", _("words that begin so")),
        ("pasport~", _("words spelt nearly so; ~2 allows two letters to differ")),
        ("title:school", _("the word in the title of an account")),
        ("pseudonym:Jin", _("accounts told under a name, in any of its spellings")),
        ("충성자금", _("Korean words, also where they are part of a longer one")),
        ("паспорт", _("Russian words, in any of their forms")),
        ("who took my passport when I arrived", _("a whole question: accounts that have all its words come first")),
    ]
