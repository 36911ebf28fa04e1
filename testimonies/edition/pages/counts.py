"""How many accounts stand under each word of the vocabulary."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from testimonies.edition.denied import denied
from testimonies.edition.models import PassageTag, PublishedTestimony, Term
from testimonies.edition.pages.labels import Labels
from testimonies.vocabulary import TermKind


@dataclass(frozen=True)
class Counted:
    """A term and the number of current accounts under it."""

    term: Term
    count: int


def count_indicators(labels: Labels) -> list[Counted]:
    """Every indicator; an account that reports two abuse types of one indicator counts once."""
    indicators = labels.indicators()
    if not indicators:
        return []
    each = {
        f"n{position}": Count("testimony", distinct=True, filter=Q(term__in=[t.slug for t in labels.under(indicator)]))
        for position, indicator in enumerate(indicators)
    }
    numbers = _shown().aggregate(**each)
    return [Counted(indicator, numbers[f"n{position}"]) for position, indicator in enumerate(indicators)]


def count_children(indicators: list[Term], labels: Labels) -> list[list[Counted]]:
    """For each indicator the abuse types under it, with one query for all of them."""
    children = [labels.children(indicator) for indicator in indicators]
    wanted = {term.slug for terms in children for term in terms}
    tags = _shown().filter(term__in=wanted)
    numbers = dict(tags.values_list("term").annotate(Count("pk")).order_by())
    return [[Counted(term, numbers.get(term.slug, 0)) for term in terms] for terms in children]


def _shown() -> QuerySet[PassageTag]:
    """The tags of the accounts that may be read today, without asking for each of them."""
    hidden = denied()
    tags = PassageTag.objects.filter(testimony__current=True).exclude(testimony__public_from__gt=timezone.localdate())
    return tags.exclude(testimony__code__in=hidden) if hidden else tags


def count_field(kind: TermKind, field: str, labels: Labels) -> list[Counted]:
    """Terms of `kind` that some account carries in `field` ("sector" or "place")."""
    numbers = dict(PublishedTestimony.objects.current().values_list(field).annotate(Count("pk")).order_by())
    return [Counted(term, numbers[term.slug]) for term in labels.of(kind) if term.slug in numbers]
