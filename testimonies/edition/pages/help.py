"""How to search, with examples that show how many accounts each finds at this moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as translated
from django.views.decorators.http import require_safe

from testimonies.edition.pages.errors import search_unavailable
from testimonies.edition.pages.render import page
from testimonies.edition.search.form import Cleaned, SearchForm
from testimonies.edition.search.language.examples import EXAMPLES, Example
from testimonies.edition.search.query import IndexMissing, find


@dataclass(frozen=True)
class LiveExample:
    """A search, what it means, where it leads and how many accounts it finds."""

    words: str
    meaning: str
    url: str
    count: int


@require_safe
def search_help(request: HttpRequest) -> HttpResponse:
    try:
        examples = [_live(example) for example in EXAMPLES]
    except IndexMissing:
        return search_unavailable(request)
    return page(request, "public/search_help.html", {"examples": examples})


def _live(example: Example) -> LiveExample:
    words, meaning = example.query, translated(example.says)
    form = SearchForm({"q": words})
    form.full_clean()
    found = find(cast(Cleaned, form.cleaned_data), page_size=1)
    return LiveExample(words, meaning, f"{reverse('search')}?{urlencode({'q': words})}", found.count)
