"""The vocabulary, read once for a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from testimonies.edition.models import Term
from testimonies.edition.search.vocabulary import Vocabulary, vocabulary
from testimonies.vocabulary import TermKind


class Labels:
    """Terms by kind and slug, in the vocabulary's own order. Read when first asked, where nobody has read it yet."""

    def __init__(self, held: Vocabulary | None = None) -> None:
        self._held = held

    @cached_property
    def _terms(self) -> Mapping[tuple[str, str], Term]:
        return (self._held or vocabulary()).terms

    def all(self) -> Iterable[Term]:
        return self._terms.values()

    def term(self, kind: TermKind, slug: str) -> Term | None:
        return self._terms.get((kind, slug))

    def label(self, kind: TermKind, slug: str) -> str:
        """The label in the language of the page, or the slug itself where the vocabulary has lost the term."""
        found = self.term(kind, slug)
        return found.label if found else slug

    def of(self, kind: TermKind) -> list[Term]:
        return [term for term in self.all() if term.kind == kind]

    def indicators(self) -> list[Term]:
        return [term for term in self.of(TermKind.ABUSE) if not term.parent]

    def under(self, indicator: Term) -> list[Term]:
        """The abuse types that count under `indicator`, itself first."""
        return [
            term
            for term in self.of(TermKind.ABUSE)
            if term.slug == indicator.slug or indicator.slug in term.indicators or term.parent == indicator.slug
        ]

    def children(self, indicator: Term) -> list[Term]:
        """The abuse types that count under `indicator`."""
        return [term for term in self.under(indicator) if term.slug != indicator.slug]

    def indicators_of(self, term: Term) -> list[Term]:
        """The indicators an abuse type counts under."""
        slugs = {*term.indicators, term.parent or term.slug}
        return [indicator for indicator in self.indicators() if indicator.slug in slugs]
