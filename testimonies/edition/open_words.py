"""What the public may know beside accounts: the words they are sorted by, and reported numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict

from django.db import transaction

from testimonies.edition.models import Figure, Term
from testimonies.edition.snapshot import PublicFigure, PublicTerm


def put_vocabulary(terms: Iterable[PublicTerm], *, waiting: Collection[tuple[str, str]] = ()) -> None:
    """Replace the public vocabulary, but for the terms (kind and slug) that wait for a decision: those stay."""
    with transaction.atomic(using="edition"):
        stay = [key for key, *term in Term.objects.values_list("pk", "kind", "slug") if tuple(term) in waiting]
        Term.objects.exclude(pk__in=stay).delete()
        Term.objects.bulk_create(Term(**asdict(term)) for term in terms)


def put_figures(figures: Iterable[PublicFigure], *, waiting: Collection[str] = ()) -> None:
    """Replace the reported numbers, but for those (slugs) that wait for a decision: they stay."""
    with transaction.atomic(using="edition"):
        Figure.objects.exclude(slug__in=waiting).delete()
        Figure.objects.bulk_create(Figure(**asdict(figure)) for figure in figures)
