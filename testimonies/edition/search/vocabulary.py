"""The public vocabulary as a process holds it: read at every request, made up anew only where a row differs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import connections
from django.utils.translation import get_language

from testimonies.edition.models import Term
from testimonies.edition.search.fields import FACETS
from testimonies.vocabulary import Language, SourceKind, TermKind

# The model's own table.
_READ = f"SELECT * FROM {Term._meta.db_table}"  # noqa: S608 # nosec B608

Labels = Mapping[str, Mapping[str, str]]


class Vocabulary:
    """The terms by kind and slug, in the vocabulary's own order. Immutable, and shared by the threads of a process."""

    def __init__(self) -> None:
        self.terms = {(term.kind, term.slug): term for term in Term.objects.all()}
        self._labels: dict[str, Labels] = {}

    def facet_labels(self) -> Labels:
        """For each facet its slugs and their labels in the language of the page, in the vocabulary's order."""
        language = (get_language() or "en")[:2]
        known = self._labels.get(language)
        if known is None:
            known = self._labels[language] = self._facet_labels()
        return known

    def _facet_labels(self) -> Labels:
        labels: dict[str, dict[str, str]] = {name: {} for name in FACETS}
        for (kind, slug), term in self.terms.items():
            if kind in {TermKind.ABUSE, TermKind.SECTOR, TermKind.PLACE}:
                labels[kind][slug] = term.label
            if kind == TermKind.ABUSE and not term.parent:
                labels["indicator"][slug] = term.label
        labels["language"] = {language.value: str(language.label) for language in Language}
        labels["source"] = {source.value: str(source.label) for source in SourceKind}
        return labels


class _Process:
    """What was made up last, and the rows it was made of."""

    held: tuple[list[Any], Vocabulary] | None = None


def vocabulary() -> Vocabulary:
    """The vocabulary as it is in the edition now.

    The rows are compared and not their number or their newest key: an edition may be rebuilt, or replaced by a copy.
    """
    with connections["edition"].cursor() as cursor:
        cursor.execute(_READ)
        rows = cursor.fetchall()
    held = _Process.held
    if held is None or held[0] != rows:
        # Read again after the rows: where they change in between, the next request notices that they differ.
        held = _Process.held = (rows, Vocabulary())
    return held[1]
