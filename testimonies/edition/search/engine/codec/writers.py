"""Whoosh's own SegmentWriter over the codec: slow, complete, and used where a caller insists on that interface."""

from array import array
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec import base

from testimonies.edition.search.engine import columns, tokens
from testimonies.edition.search.engine.analyse import check_field, keeps_frequencies, keeps_positions
from testimonies.edition.search.engine.codec.segment import ArraySegment
from testimonies.edition.search.engine.collect import _dense
from testimonies.edition.search.engine.draft import Draft, DraftField
from testimonies.edition.search.engine.lexicon import pack


class ArrayDocumentWriter(base.PerDocumentWriter):
    """Gathers lengths, columns and stored fields; the field writer takes them into the file."""

    def __init__(self, segment: ArraySegment) -> None:
        self._segment = segment
        self._lengths: dict[str, dict[int, int]] = defaultdict(dict)
        self._values: dict[str, tuple[Any, dict[int, Any]]] = {}
        self._stored: dict[int, dict[str, Any]] = defaultdict(dict)
        self._document = -1
        self.is_closed = False

    def start_doc(self, docnum: int) -> None:
        self._document = docnum

    def add_field(self, fieldname: str, fieldobj: Any, value: Any, length: int) -> None:
        if value is not None:
            self._stored[self._document][fieldname] = value
        if length:
            self._lengths[fieldname][self._document] = length

    def add_column_value(self, fieldname: str, columnobj: Any, value: Any) -> None:
        self._values.setdefault(fieldname, (columnobj, {}))[1][self._document] = value

    def close(self) -> None:
        import pickle

        count = self._document + 1
        draft = Draft(count)
        for name, lengths in self._lengths.items():
            draft.lengths[name] = _dense(lengths, count)
        for name, (column, values) in self._values.items():
            if columns.is_number(column):
                draft.numbers[name] = columns.numbers(values, count, columns.default_number(column))
            else:
                draft.strings[name] = columns.strings(values, count)
        if self._stored:
            stored = self._stored
            draft.stored = pack([pickle.dumps(stored[n], 4) if n in stored else b"" for n in range(count)])
        self._segment.set_doc_count(count)
        self._segment.__dict__["_draft"] = draft
        self.is_closed = True


class ArrayFieldWriter(base.FieldWriter):
    """Gathers postings term by term and writes the segment file when closed."""

    def __init__(self, storage: Any, segment: ArraySegment) -> None:
        self._storage, self._segment = storage, segment
        self._fields: dict[str, DraftField] = {}
        self._terms: list[bytes] = []
        self._triples = (array("I"), array("I"), array("I"))
        self._field: Any = None
        self._name = ""
        self.is_closed = False

    def start_field(self, fieldname: str, fieldobj: Any) -> None:
        check_field(fieldname, fieldobj)
        self._name, self._field, self._terms = fieldname, fieldobj, []
        self._triples = (array("I"), array("I"), array("I"))

    def start_term(self, text: bytes) -> None:
        self._terms.append(text)

    def add(self, docnum: int, weight: float, vbytes: bytes, length: int) -> None:
        if keeps_positions(self._field):
            positions = self._field.format.decode_positions(vbytes)
        elif keeps_frequencies(self._field):
            positions = range(self._field.format.decode_frequency(vbytes))
        else:
            positions = range(1)
        terms, documents, places = self._triples
        for position in positions:
            terms.append(len(self._terms) - 1)
            documents.append(docnum)
            places.append(min(position, tokens.MAX_POSITION))

    def finish_term(self) -> None:
        pass

    def finish_field(self) -> None:
        keys = tokens.keys(*(np.frombuffer(part, dtype=np.uint32) for part in self._triples))
        keys.sort()
        keep = keeps_positions(self._field)
        self._fields[self._name] = DraftField(self._terms, tokens.encode(keys, len(self._terms), keep), keep)

    def close(self) -> None:
        draft: Draft | None = self._segment.__dict__.pop("_draft", None)
        if draft is not None and draft.count:
            draft.fields = self._fields
            draft.write(Path(self._storage.folder) / self._segment.file_name())
        self.is_closed = True
