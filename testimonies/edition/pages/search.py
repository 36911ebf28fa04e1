"""The search page: a form, what it found, and a sentence wherever it found nothing or could not look."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from testimonies.edition.pages.errors import search_unavailable
from testimonies.edition.pages.labels import Labels
from testimonies.edition.pages.lines import drawn_lines
from testimonies.edition.pages.narrowing import Address, applied, facet_groups, kept, orders
from testimonies.edition.pages.render import page
from testimonies.edition.pages.results import results
from testimonies.edition.search.form import SORTS, Cleaned, SearchForm
from testimonies.edition.search.query import IndexMissing, ResultPage, find


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    if not form.is_valid():
        context = {"form": form, "problems": form.problems, "kept": kept(form), "orders": SORTS}
        return page(request, "public/search.html", context, status=400)
    cleaned = cast(Cleaned, form.cleaned_data)
    try:
        found = find(cleaned, labels=form.vocabulary.facet_labels())
    except IndexMissing:
        return search_unavailable(request)
    address = Address(request.path, cleaned)
    labels = Labels(form.vocabulary)
    narrowing = {"applied": applied(form, address), "groups": facet_groups(form, found.facets)}
    context = {"form": form, "found": found, "address": address, "cleaned": cleaned, "orders": orders(cleaned)}
    cards = {"results": results(found.hits, labels), "nearly": results(found.nearly, labels)}
    answers = {**cards, "lines": drawn_lines(found.lines), **around_of(address, found)}
    return page(request, "public/search.html", {**context, **answers, **narrowing})


def around_of(address: Address, found: ResultPage) -> dict[str, str]:
    """The addresses of the pages before and after, and of the search with its slips mended."""
    mended = address.asking(found.correction.query) if found.correction else ""
    return {**address.around(found.page, found.pages), "mended": mended}
