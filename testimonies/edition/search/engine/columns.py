"""Values per document, one array a field: numbers as they sort, byte strings in a row."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from whoosh import columns
from whoosh.columns import Column

from testimonies.edition.search.engine.container import Array
from testimonies.edition.search.engine.errors import UnsupportedField
from testimonies.edition.search.engine.lexicon import Lexicon, pack
from testimonies.edition.search.engine.tokens import narrow

NOTHING = 2**64 - 1


def is_number(column: Column) -> bool:
    """Whether the column's values are numbers (in Whoosh's sortable form); raises UnsupportedField for pickles."""
    if isinstance(column, columns.NumericColumn | columns.BitColumn):
        return True
    if isinstance(column, columns.WrappedColumn | columns.ListColumn):
        raise UnsupportedField(f"a {type(column).__name__} is not held by the segments")
    return False


def default_number(column: Column) -> int:
    """What a document without a value has."""
    value = column.default_value()
    return int(value) if isinstance(value, int) and 0 <= value <= NOTHING else NOTHING


def numbers(values: dict[int, int], count: int, default: int) -> Array:
    """One number a document, `default` where `values` has none."""
    array = np.full(count, default, dtype=np.uint64)
    for document, value in values.items():
        array[document] = int(value)
    return narrow(array)


def strings(values: dict[int, bytes], count: int) -> tuple[Array, Array]:
    """One byte string a document as (blob, starts), empty where `values` has none."""
    return pack([values.get(document, b"") for document in range(count)])


def fixed(column: Lexicon) -> Array:
    """The column as numpy byte strings (dtype S), for sorting and comparing whole columns; a view where it can be."""
    lengths = np.diff(column.starts.astype(np.int64))
    width = int(lengths.max()) if len(lengths) else 0
    if not width:
        return np.zeros(len(column), dtype="S1")
    if (lengths == width).all():
        return np.frombuffer(column.blob.tobytes(), dtype=f"S{width}")
    return np.array(column.slice(0, len(column)), dtype=f"S{width}")


class StringReader(columns.ColumnReader):
    """Whoosh's column interface over a string column."""

    def __init__(self, column: Lexicon, reverse: bool = False) -> None:
        self._column = column

    def __len__(self) -> int:
        return len(self._column)

    def __getitem__(self, document: int) -> bytes:
        return self._column[document]

    def sort_key(self, document: int) -> bytes:
        return self._column[document]


class NumberReader(columns.ColumnReader):
    """Whoosh's column interface over a number column."""

    def __init__(self, values: Array, convert: type = int) -> None:
        self._values = values
        self._convert = convert
        self._reverse = False

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, document: int) -> Any:
        return self._convert(self._values[document])

    def sort_key(self, document: int) -> int:
        value = int(self._values[document])
        return -value if self._reverse else value

    def set_reverse(self) -> None:
        self._reverse = True


def reader(column: Column, values: Array | Lexicon) -> columns.ColumnReader:
    """The Whoosh reader for a column of either kind."""
    if isinstance(values, Lexicon):
        return StringReader(values)
    return NumberReader(values, bool if isinstance(column, columns.BitColumn) else int)


def concatenate_strings(parts: Sequence[Lexicon], kept: Sequence[Array]) -> tuple[Array, Array]:
    """(blob, starts) of the kept documents (number arrays) of each part, in order."""
    blobs, lengths = [], []
    for part, documents in zip(parts, kept, strict=True):
        starts = part.starts.astype(np.int64)
        sizes = np.diff(starts)[documents]
        lengths.append(sizes)
        places = np.repeat(starts[documents] - (np.cumsum(sizes) - sizes), sizes) + np.arange(int(sizes.sum()))
        blobs.append(part.blob[places])
    total = np.concatenate([np.zeros(1, np.int64), *lengths]).cumsum()
    return np.concatenate(blobs) if blobs else np.empty(0, np.uint8), total.astype(np.uint32)
