"""Documents in, a draft segment out: each field's tokens go straight into one growing array of term numbers."""

import pickle
from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

import numpy as np
from whoosh.columns import VarBytesColumn
from whoosh.fields import FieldType, Schema, UnknownFieldError

from testimonies.edition.search.engine import columns, tokens
from testimonies.edition.search.engine.analyse import check_field, keeps_frequencies, keeps_positions, terms_of
from testimonies.edition.search.engine.container import Array
from testimonies.edition.search.engine.draft import Draft, DraftField
from testimonies.edition.search.engine.lexicon import pack
from testimonies.edition.search.engine.names import KEY


class FieldCollector:
    """The tokens of one field in order of arrival: term numbers, document, positions."""

    def __init__(self, field: FieldType) -> None:
        self.field = field
        self.numbers: defaultdict[str | bytes, int] = defaultdict(count().__next__)
        self.terms = array("I")
        self.positions: array[int] | None = None
        self.documents = array("I")
        self.counts = array("I")

    def add(self, document: int, value: Any) -> int:
        """Takes the value's tokens and returns how many there were."""
        terms, positions = terms_of(self.field, value)
        if positions is not None and self.positions is None:
            self.positions = array("I", self._places().tolist())
        self.terms.fromlist(list(map(self.numbers.__getitem__, terms)))
        if self.positions is not None:
            self.positions.extend(range(len(terms)) if positions is None else positions)
        self.documents.append(document)
        self.counts.append(len(terms))
        return len(terms)

    def _places(self) -> Array:
        """0, 1, 2, ... within each value."""
        counts = np.frombuffer(self.counts, dtype=np.uint32).astype(np.int64)
        return np.arange(len(self.terms)) - np.repeat(np.cumsum(counts) - counts, counts)

    def finish(self) -> DraftField:
        """The field inverted."""
        terms = [t if isinstance(t, bytes) else t.encode("utf-8", "replace") for t in self.numbers]
        distinct = sorted(set(terms))
        rank_of = {text: rank for rank, text in enumerate(distinct)}
        ranks = np.fromiter((rank_of[text] for text in terms), dtype=np.uint32, count=len(terms))
        counts = np.frombuffer(self.counts, dtype=np.uint32)
        documents = np.repeat(np.frombuffer(self.documents, dtype=np.uint32), counts)
        given = self.positions
        positions = self._places() if given is None else np.frombuffer(given, dtype=np.uint32)
        keep = keeps_positions(self.field)
        if not keeps_frequencies(self.field):
            positions = np.zeros(len(self.terms), dtype=np.uint32)
        positions = np.minimum(positions, tokens.MAX_POSITION)
        keys = tokens.keys(ranks[np.frombuffer(self.terms, dtype=np.uint32)], documents, positions)
        keys.sort()
        if not keeps_frequencies(self.field) and len(keys):
            keys = keys[np.concatenate(([True], keys[1:] != keys[:-1]))]
        return DraftField(distinct, tokens.encode(keys, len(distinct), keep), keep)


class Collector:
    """Gathers up to MAX_DOCUMENTS documents of one schema."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.count = 0
        self._fields: dict[str, FieldCollector] = {}
        self._lengths: dict[str, dict[int, int]] = defaultdict(dict)
        self._values: dict[str, dict[int, Any]] = defaultdict(dict)
        self._stored: dict[int, bytes] = {}
        for name, field in schema.items():
            check_field(name, field)

    def __len__(self) -> int:
        return self.count

    def add(self, document: Mapping[str, Any]) -> None:
        """Takes one document; None means the field is absent. Raises UnknownFieldError."""
        number = self.count
        stored: dict[str, Any] = {}
        for name, value in document.items():
            if value is not None:
                self._take(number, name, value, stored)
        if stored:
            self._stored[number] = pickle.dumps(stored, 4)
        self.count += 1

    def _take(self, number: int, name: str, value: Any, stored: dict[str, Any]) -> None:
        if name not in self.schema:
            raise UnknownFieldError(f"no field {name} in the schema")
        field = self.schema[name]
        if field.indexed:
            self._index(number, name, field, value)
        if field.stored:
            stored[name] = value
        if field.column_type:
            self._values[name][number] = field.to_column_value(value)
        elif name == KEY:
            self._values[name][number] = field.to_bytes(value)

    def _index(self, number: int, name: str, field: FieldType, value: Any) -> None:
        collector = self._fields.get(name)
        if collector is None:
            collector = self._fields[name] = FieldCollector(field)
        length = collector.add(number, value)
        if field.scorable:
            self._lengths[name][number] = length

    def finish(self) -> Draft:
        """The draft of everything added."""
        draft = Draft(self.count, {name: part.finish() for name, part in self._fields.items()})
        for name, lengths in self._lengths.items():
            draft.lengths[name] = _dense(lengths, self.count)
        for name, values in self._values.items():
            column = self.schema[name].column_type or VarBytesColumn()
            if columns.is_number(column):
                draft.numbers[name] = columns.numbers(values, self.count, columns.default_number(column))
            else:
                draft.strings[name] = columns.strings(values, self.count)
        if self._stored:
            draft.stored = pack([self._stored.get(number, b"") for number in range(self.count)])
        return draft


def _dense(values: Mapping[int, int], size: int) -> Array:
    dense = np.zeros(size, dtype=np.uint32)
    dense[list(values)] = list(values.values())
    return dense


def draft_of(schema: Schema, documents: Sequence[Mapping[str, Any]]) -> Draft:
    """The draft segment of a few documents."""
    collector = Collector(schema)
    for document in documents:
        collector.add(document)
    return collector.finish()
