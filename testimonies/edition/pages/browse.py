"""Browsing: all themes, and the accounts under one theme, sector or place."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from testimonies.edition.models import PassageTag, PublishedTestimony, Term
from testimonies.edition.models.testimonies import PublishedTestimonyQuerySet
from testimonies.edition.pages.cards import cards
from testimonies.edition.pages.counts import count_children, count_field, count_indicators
from testimonies.edition.pages.definitions import definition
from testimonies.edition.pages.labels import Labels
from testimonies.edition.pages.render import page
from testimonies.vocabulary import TermKind

PAGE_SIZE = 20


@require_safe
def themes(request: HttpRequest) -> HttpResponse:
    labels = Labels()
    indicators = count_indicators(labels)
    context = {
        "tree": list(zip(indicators, count_children([counted.term for counted in indicators], labels), strict=True)),
        "sectors": count_field(TermKind.SECTOR, "sector", labels),
        "places": count_field(TermKind.PLACE, "place", labels),
    }
    return page(request, "public/themes.html", context)


@require_safe
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    labels = Labels()
    term = _term(labels, TermKind.ABUSE, slug)
    under = [term] if term.parent else labels.under(term)
    tagged = PassageTag.objects.filter(term__in=[t.slug for t in under]).values("testimony")
    accounts = PublishedTestimony.objects.current().filter(pk__in=tagged)
    family = {
        "definition": definition(term.slug),
        "children": [] if term.parent else count_children([term], labels)[0],
        "parents": labels.indicators_of(term) if term.parent else [],
    }
    return _listing(request, term, accounts, labels, family)


@require_safe
def sector(request: HttpRequest, slug: str) -> HttpResponse:
    labels = Labels()
    term = _term(labels, TermKind.SECTOR, slug)
    return _listing(request, term, PublishedTestimony.objects.current().filter(sector=slug), labels, {})


@require_safe
def place(request: HttpRequest, slug: str) -> HttpResponse:
    labels = Labels()
    term = _term(labels, TermKind.PLACE, slug)
    return _listing(request, term, PublishedTestimony.objects.current().filter(place=slug), labels, {})


def _term(labels: Labels, kind: TermKind, slug: str) -> Term:
    term = labels.term(kind, slug)
    if term is None:
        raise Http404
    return term


def _listing(
    request: HttpRequest, term: Term, accounts: PublishedTestimonyQuerySet, labels: Labels, family: dict[str, Any]
) -> HttpResponse:
    pages = Paginator(accounts.newest().with_texts(), PAGE_SIZE)
    shown = pages.get_page(request.GET.get("page"))
    context = {"term": term, "total": pages.count, "shown": shown, "cards": cards(shown.object_list, labels)}
    around = {
        "before": f"?page={shown.number - 1}" if shown.has_previous() else "",
        "after": f"?page={shown.number + 1}" if shown.has_next() else "",
    }
    return page(request, "public/term.html", {**family, **context, **around})
