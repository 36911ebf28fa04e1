"""From a field's value to its terms, the quick way where the analyser offers one.

An analyser may have `positions(text) -> (terms, positions)` or `terms(text) -> terms` (position = place in the list);
otherwise Whoosh's own token stream is read, token by token.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from whoosh import formats
from whoosh.analysis import IDTokenizer
from whoosh.fields import FieldType

from testimonies.edition.search.engine.errors import UnsupportedField

Terms = Sequence[str] | Sequence[bytes]


class TermAnalyser(Protocol):
    """What the quick path asks of an analyser: the terms of a text in order, without token objects."""

    def terms(self, text: str) -> list[str]: ...


def keeps_positions(field: FieldType) -> bool:
    """Whether the field's format promises positions."""
    return isinstance(field.format, formats.Positions)


def keeps_frequencies(field: FieldType) -> bool:
    """Whether a term's second occurrence in a document counts."""
    return not isinstance(field.format, formats.Existence)


def check_field(name: str, field: FieldType) -> None:
    """Raises UnsupportedField where the segment files cannot hold what the field promises."""
    if field.vector:
        raise UnsupportedField(f"field {name} asks for term vectors, which the segments do not hold")
    if (
        field.indexed
        and field.format
        and not isinstance(field.format, formats.Existence | formats.Frequency | formats.Positions)
    ):
        raise UnsupportedField(f"field {name} has a format the segments do not hold")


def terms_of(field: FieldType, value: Any) -> tuple[Terms, Sequence[int] | None]:
    """(terms, positions); positions None means 0, 1, 2, ... Terms are bytes where the field encodes values itself."""
    if type(field).index is not FieldType.index:
        return _encoded(field.index(value)), None
    analyser = field.analyzer
    if isinstance(value, list | tuple) and not keeps_positions(field):
        return value, None
    if isinstance(value, str):
        if type(analyser) is IDTokenizer:
            return [value], None
        if hasattr(analyser, "positions"):
            terms, positions = analyser.positions(value)
            return terms, positions
        if hasattr(analyser, "terms"):
            return analyser.terms(value), None
    return _streamed(field, value)


def _encoded(items: Iterable[tuple[bytes, int, float, bytes]]) -> list[bytes]:
    terms: list[bytes] = []
    for text, frequency, _weight, _value in items:
        terms.extend([text] * frequency)
    return terms


def _streamed(field: FieldType, value: Any) -> tuple[list[str], list[int] | None]:
    terms: list[str] = []
    positions: list[int] = []
    options = {"mode": "index", "positions": keeps_positions(field)}
    for token in formats.tokens(value, field.analyzer, options):
        terms.append(token.text)
        if options["positions"]:
            positions.append(token.pos)
    return terms, positions if options["positions"] else None
