"""Suggestions for a search that was begun: a list of links, which the search box also reads while somebody types."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from testimonies.edition.pages.errors import search_unavailable
from testimonies.edition.pages.render import Link, page
from testimonies.edition.search.form import LONGEST_QUERY, SearchForm
from testimonies.edition.search.query import IndexMissing
from testimonies.edition.search.suggesting import suggestions


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    typed = request.GET.get("q", "")[:LONGEST_QUERY]
    try:
        found = suggestions(typed)
    except IndexMissing:
        return search_unavailable(request)
    links = [Link(f"{reverse('search')}?{urlencode({'q': one.text})}", one.text, False) for one in found]
    return page(request, "public/suggest.html", {"form": SearchForm({"q": typed}), "links": links, "typed": typed})
