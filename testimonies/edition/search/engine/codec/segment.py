"""The segment as Whoosh's table of contents lists it, and the codec that opens it."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec import base

from testimonies.edition.search.engine.container import Array
from testimonies.edition.search.engine.segment import OpenSegment

EXTENSION = ".tseg"
DRAFT_EXTENSION = ".draft"


class ArraySegment(base.Segment):
    """Name, size and deleted documents of one segment; pickled into the table of contents."""

    def __init__(self, indexname: str, count: int = 0, segid: str | None = None) -> None:
        self.indexname = indexname
        self.segid = segid or self._random_id()
        self.compound = False
        self._count = count
        self._deleted: frozenset[int] = frozenset()

    def codec(self, **_options: Any) -> "ArrayCodec":
        return ArrayCodec()

    def file_name(self) -> str:
        """The one file that holds the segment."""
        return self.make_filename(EXTENSION)

    def should_assemble(self) -> bool:
        return False

    def set_doc_count(self, count: int) -> None:
        self._count = count

    def doc_count_all(self) -> int:
        return self._count

    def deleted_count(self) -> int:
        return len(self._deleted)

    def deleted_docs(self) -> Iterator[int]:
        return iter(self._deleted)

    def is_deleted(self, document: int) -> bool:
        return document in self._deleted

    def delete_document(self, document: int, delete: bool = True) -> None:
        self.delete_documents([document]) if delete else self._undelete(document)

    def delete_documents(self, documents: Iterable[int]) -> None:
        self._deleted |= frozenset(int(document) for document in documents)

    def _undelete(self, document: int) -> None:
        self._deleted -= {document}

    def live(self) -> Array:
        """A mask of the documents that are not deleted."""
        mask = np.ones(self._count, dtype=bool)
        mask[list(self._deleted)] = False
        return mask

    def with_deletions_of(self, other: "ArraySegment") -> bool:
        """Whether the other entry names the same file with the same deletions."""
        return self.segid == other.segid and self._deleted == other._deleted


class ArrayCodec(base.Codec):
    """Opens segments for Whoosh. Bound to an open segment it reads that one and never goes back to the folder."""

    length_stats = False

    def __init__(self, opened: OpenSegment | None = None) -> None:
        self._opened = opened

    def open(self, storage: Any, segment: ArraySegment) -> OpenSegment:
        if self._opened is None:
            self._opened = OpenSegment(Path(storage.folder) / segment.file_name())
        return self._opened

    def automata(self, storage: Any, segment: ArraySegment) -> base.Automata:
        from testimonies.edition.search.engine.codec.terms import ArrayAutomata

        return ArrayAutomata(self.open(storage, segment))

    def terms_reader(self, storage: Any, segment: ArraySegment) -> base.TermsReader:
        from testimonies.edition.search.engine.codec.terms import ArrayTermsReader

        return ArrayTermsReader(self.open(storage, segment))

    def per_document_reader(self, storage: Any, segment: ArraySegment) -> base.PerDocumentReader:
        from testimonies.edition.search.engine.codec.documents import ArrayDocumentReader

        return ArrayDocumentReader(self.open(storage, segment), segment)

    def per_document_writer(self, storage: Any, segment: ArraySegment) -> base.PerDocumentWriter:
        from testimonies.edition.search.engine.codec.writers import ArrayDocumentWriter

        return ArrayDocumentWriter(segment)

    def field_writer(self, storage: Any, segment: ArraySegment) -> base.FieldWriter:
        from testimonies.edition.search.engine.codec.writers import ArrayFieldWriter

        return ArrayFieldWriter(storage, segment)

    def new_segment(self, storage: Any, indexname: str) -> ArraySegment:
        return ArraySegment(indexname)
