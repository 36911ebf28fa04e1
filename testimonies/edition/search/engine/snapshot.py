"""One generation of the index, opened: segments in a row, their documents numbered through."""

import time
from collections.abc import Callable, Mapping
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.fields import Schema
from whoosh.reading import EmptyReader, IndexReader, MultiReader, SegmentReader
from whoosh.searching import Searcher

from testimonies.edition.search.engine import columns, folder, scoring
from testimonies.edition.search.engine.cache import ByteCache
from testimonies.edition.search.engine.codec.segment import ArrayCodec, ArraySegment
from testimonies.edition.search.engine.container import Array
from testimonies.edition.search.engine.errors import IndexMissing
from testimonies.edition.search.engine.names import KEY
from testimonies.edition.search.engine.scoring import Ranking
from testimonies.edition.search.engine.segment import OpenSegment

_ATTEMPTS = 40
_serials = count()


class Snapshot:
    """What one generation holds. Immutable; global document numbers are a segment's base plus the local number."""

    def __init__(
        self,
        state: tuple[int, ...],
        generation: int,
        schema: Schema,
        segments: list[tuple[ArraySegment, OpenSegment]],
        *,
        ranking: Ranking,
        cache_bytes: int,
    ) -> None:
        self.serial = next(_serials)
        self.state, self.generation, self.schema, self.ranking = state, generation, schema, ranking
        self.entries = [entry for entry, _ in segments]
        self.segments = [opened for _, opened in segments]
        sizes = [opened.count for opened in self.segments]
        self.bases: list[int] = [sum(sizes[:place]) for place in range(len(sizes))]
        self.count = sum(sizes)
        self.live_count = sum(entry.doc_count() for entry in self.entries)
        self.cache = ByteCache(cache_bytes)

    @cached_property
    def deleted(self) -> Array | None:
        """Mask of deleted documents, None where there are none."""
        if self.live_count == self.count:
            return None
        return ~np.concatenate([entry.live() for entry in self.entries])

    def remembered(self, key: tuple[Any, ...], make: Callable[[], Array]) -> Array:
        """The array under `key`, made once while the cache has room for it."""
        value = self.cache.get(key)
        if value is None:
            value = make()
            self.cache.put(key, value, value.nbytes)
        return value

    def documents_with(self, field: str) -> int:
        return sum(segment.documents_with(field) for segment in self.segments)

    def frequency(self, field: str, text: bytes) -> int:
        """Documents that have the term, deleted ones not yet merged away included."""
        return sum(len(segment.documents_of(field, text)) for segment in self.segments)

    def occurrences(self, field: str, text: bytes) -> int:
        """How often the term stands in all documents."""
        return sum(segment.occurrences(field, text) for segment in self.segments)

    def lengths(self, field: str) -> Array:
        return np.concatenate([segment.lengths(field).astype(np.uint32) for segment in self.segments])

    def norms(self, field: str) -> Array:
        """The length part of the score per document (see `scoring`)."""

        def make() -> Array:
            average = sum(s.total_length(field) for s in self.segments) / max(self.documents_with(field), 1)
            return scoring.norms(self.ranking, field, self.lengths(field), average)

        return self.remembered(("norms", field), make)

    def numbers(self, field: str) -> Array | None:
        """The field's number column over all documents, None where no segment has one."""
        parts = [segment.number_column(field) for segment in self.segments]
        if not any(part is not None for part in parts):
            return None

        def make() -> Array:
            default = columns.default_number(self.schema[field].column_type)
            return np.concatenate(
                [
                    np.full(segment.count, default, np.uint64) if part is None else part.astype(np.uint64)
                    for segment, part in zip(self.segments, parts, strict=True)
                ]
            )

        return self.remembered(("numbers", field), make)

    def strings(self, field: str) -> Array:
        """The field's string column over all documents as numpy byte strings."""
        parts = [segment.string_column(field) for segment in self.segments]
        return np.concatenate(
            [
                np.zeros(segment.count, "S1") if part is None else columns.fixed(part)
                for segment, part in zip(self.segments, parts, strict=True)
            ]
            or [np.empty(0, "S1")]
        )

    def ranks(self, field: str) -> Array:
        """The place of each document in the order of a string column (equal strings, equal place)."""

        def make() -> Array:
            return np.unique(self.strings(field), return_inverse=True)[1].astype(np.int32)

        return self.remembered(("ranks", field), make)

    def code_order(self, documents: Array) -> Array:
        """Numbers that stand in the order of the documents' codes; comparable within one call only."""
        ranks = self.cache.get(("ranks", KEY))
        if ranks is None and len(documents) * 8 < self.count:
            codes = self.remembered(("strings", KEY), lambda: self.strings(KEY))[documents]
            return np.unique(codes, return_inverse=True)[1]
        return self.ranks(KEY)[documents]

    def string_at(self, field: str, document: int) -> bytes:
        place = int(np.searchsorted(self.bases, document, side="right")) - 1
        column = self.segments[place].string_column(field)
        return b"" if column is None else column[document - self.bases[place]]

    @cached_property
    def reader(self) -> IndexReader:
        """Whoosh's reader over the same open segments; it never goes back to the folder."""
        leaves = [
            SegmentReader(None, self.schema, entry, generation=self.generation, codec=ArrayCodec(opened))
            for entry, opened in zip(self.entries, self.segments, strict=True)
        ]
        if not leaves:
            return EmptyReader(self.schema)
        return leaves[0] if len(leaves) == 1 else MultiReader(leaves, generation=self.generation)

    @cached_property
    def searcher(self) -> Searcher:
        """Whoosh's searcher over the same open segments, scoring as the array evaluator does."""
        return Searcher(self.reader, weighting=scoring.SnapshotWeighting(self))

    @cached_property
    def _base_by_segment(self) -> Mapping[str, int]:
        return {entry.segid: base for entry, base in zip(self.entries, self.bases, strict=True)}

    def base_of(self, reader: IndexReader) -> int:
        """Where a leaf reader's documents start; 0 for the reader of the whole."""
        segment = reader.segment()
        return 0 if segment is None else self._base_by_segment[segment.segid]


def open_latest(path: Path, ranking: Ranking, cache_bytes: int, previous: Snapshot | None = None) -> Snapshot:
    """The newest generation. Segments open already are kept; a file that a writer took away meanwhile means a newer
    table of contents exists, so the reading starts over. Raises IndexMissing, IndexDamaged.
    """
    opened = {segment.name: segment for segment in previous.segments} if previous else {}
    for attempt in range(_ATTEMPTS):
        try:
            state = folder.state(path)
            toc = folder.contents(path)
            segments = []
            for entry in toc.segments:
                name = entry.file_name()
                opened[name] = opened.get(name) or OpenSegment(path / name)
                segments.append((entry, opened[name]))
            return Snapshot(state, toc.generation, toc.schema, segments, ranking=ranking, cache_bytes=cache_bytes)
        except FileNotFoundError:
            time.sleep(0.002 * attempt)
    raise IndexMissing("a file that the index lists is not there")
