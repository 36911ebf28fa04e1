"""Posting lists of a segment as arrays, block by block, and the columns of a segment likewise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import LENGTHS_COLUMN
from whoosh.reading import SegmentReader, TermNotFound
from whoosh.util.numeric import byte_to_length

Numbers = NDArray[np.int64]
Floats = NDArray[np.float32]
# Room for 16 million words in a text.
PLACE_BITS = 24
_LENGTHS = np.array([byte_to_length(byte) for byte in range(256)], dtype=np.float32)


def read(reader: SegmentReader, field: str, term: str) -> tuple[Numbers, Floats]:
    """Document numbers (ascending, deleted ones included) and term frequencies."""
    ids: list[Any] = [np.zeros(0, np.int64)]
    weights: list[Any] = [np.zeros(0, np.float32)]
    for numbers, frequencies, _ in _blocks(reader, field, term):
        ids.append(numbers)
        weights.append(frequencies)
    return np.concatenate(ids), np.concatenate(weights)


def places(reader: SegmentReader, field: str, term: str) -> Numbers:
    """Every place where the term stands, ascending, as one number: `document << PLACE_BITS | position`."""
    found = [np.zeros(0, np.int64)]
    for numbers, frequencies, values in _blocks(reader, field, term):
        positions = np.frombuffer(b"".join(values), np.uint32).astype(np.int64)
        found.append(np.repeat(numbers << PLACE_BITS, frequencies.astype(np.int64)) | positions)
    return np.concatenate(found)


def column(reader: SegmentReader, name: str, dtype: str) -> NDArray[Any]:
    """A column of values of one size, read as bytes: one value for each document."""
    count = reader.doc_count_all()
    values = np.zeros(count, dtype)
    if reader.has_column(name):
        raw = reader.column_reader(name, translate=False)
        data = np.frombuffer(raw._dbfile.get(raw._basepos, raw._count * values.itemsize), dtype)
        # The writer leaves out trailing defaults.
        values[: len(data)] = data
    return values


def lengths(reader: SegmentReader, field: str) -> Floats:
    """How many words each document has in `field`, as exactly as Whoosh keeps it (one byte)."""
    count = reader.doc_count_all()
    data = np.zeros(count, np.uint8)
    column = reader._perdoc._cached_reader(f"_{field}_len", LENGTHS_COLUMN)
    if column is not None:
        found = np.frombuffer(column._dbfile.get(column._basepos, column._count), np.uint8)
        data[: len(found)] = found
    return _LENGTHS[data]


def _blocks(reader: SegmentReader, field: str, term: str) -> Iterator[tuple[Numbers, Floats, Any]]:
    try:
        matcher = reader.postings(field, term)
    except TermNotFound:
        return
    # With deletions Whoosh wraps the list in a filter; what is deleted is left out later, for all lists at once.
    matcher = getattr(matcher, "child", matcher)
    matcher.reset()
    if not hasattr(matcher, "_next_block"):
        yield np.array(matcher._ids, np.int64), np.array(matcher._weights, np.float32), matcher._values
        return
    while matcher.is_active():
        matcher._read_data()
        deltas, weights, values = matcher._data
        numbers = np.cumsum(np.array(deltas, np.int64))
        frequencies = np.array(1.0 if weights is None else weights, np.float32)
        yield numbers, np.broadcast_to(frequencies, numbers.shape), values
        matcher._next_block()
