"""Which of the words added to a question the index holds at all: the others need not be spoken of."""

from __future__ import annotations

from collections.abc import Iterable

from testimonies.edition.search.language import patterns
from testimonies.edition.search.language.leaves import field_of_script
from testimonies.edition.search.language.nodes import Addition
from testimonies.edition.search.lexicon import Lexicon


def present(additions: Iterable[Addition], lexicon: Lexicon) -> tuple[Addition, ...]:
    """The additions with only those expressions every term of which some account holds; empty ones left out."""
    kept = []
    for addition in additions:
        held = tuple(text for text in addition.added if _held(text, lexicon))
        if held:
            kept.append(Addition(addition.of, addition.kind, held))
    return tuple(kept)


def _held(text: str, lexicon: Lexicon) -> bool:
    return all(lexicon.doc_frequency(field_of_script(term), term) for term in patterns.terms(text))
