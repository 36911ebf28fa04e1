"""What the public may know beside accounts: the words they are sorted by, and reported numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from django.db import transaction

from testimonies.edition.models import Figure, Term
from testimonies.edition.snapshot import PublicFigure, PublicTerm


def put_vocabulary(terms: Iterable[PublicTerm]) -> None:
    """Replace the public vocabulary."""
    with transaction.atomic(using="edition"):
        Term.objects.all().delete()
        Term.objects.bulk_create(Term(**asdict(term)) for term in terms)


def put_figures(figures: Iterable[PublicFigure]) -> None:
    """Replace the reported numbers."""
    with transaction.atomic(using="edition"):
        Figure.objects.all().delete()
        Figure.objects.bulk_create(Figure(**asdict(figure)) for figure in figures)
