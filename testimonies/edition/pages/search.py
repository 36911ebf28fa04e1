"""The search page: a form, what it found, and a sentence wherever it found nothing or could not look."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from testimonies.edition.pages.errors import search_unavailable
from testimonies.edition.pages.narrowing import Address, applied, facet_groups, kept
from testimonies.edition.pages.render import page
from testimonies.edition.pages.results import results
from testimonies.edition.search.form import Cleaned, SearchForm
from testimonies.edition.search.query import IndexMissing, find


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    if not form.is_valid():
        context = {"form": form, "problems": form.problems, "kept": kept(form)}
        return page(request, "public/search.html", context, status=400)
    cleaned = cast(Cleaned, form.cleaned_data)
    try:
        found = find(cleaned)
    except IndexMissing:
        return search_unavailable(request)
    address = Address(request.path, cleaned)
    context = {"form": form, "found": found, "results": results(found.hits), "address": address}
    narrowing = {"applied": applied(form, address), "groups": facet_groups(form, found.facets)}
    return page(request, "public/search.html", {**context, **narrowing, **address.around(found.page, found.pages)})
