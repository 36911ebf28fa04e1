"""The fields of the index. Nothing is stored in it: it finds codes, and pages are drawn from the edition's rows.

No Django here: the processes that write segments need none.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import Any

from whoosh import columns, fields, formats
from whoosh.codec.whoosh3 import W3Codec

from testimonies.edition.search import analysis

# Raised whenever fields or analysis change: an index of another version is rebuilt, and not read.
VERSION = 1
LANGUAGES = ("en", "ko", "ru")
# How much a word counts by where it stands. The text holds the title too.
WEIGHTS = {f"text_{language}": 1.0 for language in LANGUAGES}
WEIGHTS |= {f"title_{language}": 1.5 for language in LANGUAGES} | {"pseudonym": 1.5}
FACETS = ("abuse", "indicator", "sector", "place", "language", "source")
YEARS = ("period_from", "period_to")
CODE_BYTES = 24
FINGERPRINT_BYTES = 32
# Few large blocks are read faster than many small ones.
CODEC = W3Codec(blocklimit=1024)


class Places(formats.Positions):  # type: ignore[misc]
    """Positions as unsigned integers, four bytes each."""

    def word_values(
        self, value: Sequence[str], analyzer: Any, **kwargs: Any
    ) -> Iterator[tuple[str, int, float, bytes]]:
        for term, positions in analysis.places(value).items():
            yield term, len(positions), float(len(positions)), array("I", positions).tobytes()

    def decode_positions(self, value: bytes) -> list[int]:
        return list(array("I", value))

    def decode_frequency(self, value: bytes) -> int:
        return len(value) // 4


class Passage(fields.FieldType):  # type: ignore[misc]
    """Text, given as a sequence of parts; a phrase never reaches from one part into the next."""

    def __init__(self) -> None:
        self.format = Places()
        self.analyzer = None
        self.scorable = self.indexed = True
        self.stored = self.unique = False
        self.vector = None


class Slugs(fields.FieldType):  # type: ignore[misc]
    """Exact values, given as a sequence."""

    def __init__(self) -> None:
        self.format = formats.Existence()
        self.analyzer = None
        self.indexed = True
        self.scorable = self.stored = self.unique = False
        self.vector = None

    def index(self, value: Sequence[str], **kwargs: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        return ((slug.encode(), 1, 1.0, b"") for slug in sorted(set(value)))


SCHEMA = fields.Schema(
    **{name: Passage() for name in WEIGHTS},
    **{name: Slugs() for name in (*FACETS, "code")},
    **{name: fields.COLUMN(columns.NumericColumn("i", default=0)) for name in (*YEARS, "published")},
    code_column=fields.COLUMN(columns.FixedBytesColumn(CODE_BYTES)),
    fingerprint=fields.COLUMN(columns.FixedBytesColumn(FINGERPRINT_BYTES)),
)
