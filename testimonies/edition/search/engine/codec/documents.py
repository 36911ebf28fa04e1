"""Whoosh's view of what a segment keeps per document."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from whoosh.codec import base

from testimonies.edition.search.engine import columns
from testimonies.edition.search.engine.codec.segment import ArraySegment
from testimonies.edition.search.engine.segment import OpenSegment


class ArrayDocumentReader(base.PerDocumentReader):
    """Lengths, columns and stored fields by document number."""

    def __init__(self, opened: OpenSegment, segment: ArraySegment) -> None:
        self._opened, self._segment = opened, segment

    def doc_count(self) -> int:
        return self._segment.doc_count()

    def doc_count_all(self) -> int:
        return self._opened.count

    def has_deletions(self) -> bool:
        return self._segment.has_deletions()

    def is_deleted(self, docnum: int) -> bool:
        return self._segment.is_deleted(docnum)

    def deleted_docs(self) -> Iterator[int]:
        return self._segment.deleted_docs()

    def supports_columns(self) -> bool:
        return True

    def has_column(self, fieldname: str) -> bool:
        return fieldname in self._opened.number_names() or fieldname in self._opened.string_names()

    def list_columns(self) -> list[str]:
        return self._opened.number_names() + self._opened.string_names()

    def column_reader(self, fieldname: str, column: Any) -> Any:
        numbers = self._opened.number_column(fieldname)
        values = self._opened.string_column(fieldname) if numbers is None else numbers
        if values is None:
            raise KeyError(fieldname)
        return columns.reader(column, values)

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        return int(self._opened.lengths(fieldname)[docnum]) or default

    def field_length(self, fieldname: str) -> int:
        return self._opened.total_length(fieldname)

    def min_field_length(self, fieldname: str) -> int:
        return int(np.min(self._opened.lengths(fieldname), initial=0))

    def max_field_length(self, fieldname: str) -> int:
        return int(np.max(self._opened.lengths(fieldname), initial=0))

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        return self._opened.stored_fields(docnum)
