"""The one open index of a process."""

from __future__ import annotations

import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from whoosh.reading import SegmentReader

from testimonies.edition.search import generations, postings, schema, segments
from testimonies.edition.search.errors import IndexMissing
from testimonies.edition.search.postings import Floats, Numbers

MOST_CACHED_BYTES = 64 * 1024 * 1024
_ATTEMPTS = 5
Value = TypeVar("Value")


@dataclass(frozen=True)
class Facet:
    """Which documents carry which slugs: `documents[i]` carries `slugs[terms[i]]`."""

    slugs: list[str]
    documents: Numbers
    terms: Numbers


class OpenIndex:
    """One state of the index, that stays as it is while the files move on. Documents are numbered through all segments.

    Whoosh's files have one reading position each, so every read of them holds `_lock`; the arrays do not change.
    """

    def __init__(self, folder: str, state: generations.State) -> None:
        storage, toc = segments.read_toc(folder)
        self.state = state
        self._lock = threading.RLock()
        self._cache: OrderedDict[Any, tuple[Any, int]] = OrderedDict()
        self._cached_bytes = 0
        self._readers = [SegmentReader(storage, schema.SCHEMA, segment) for segment in toc.segments]
        # Another thread may still be reading when a newer index is opened, so the files close with the last reader.
        weakref.finalize(self, _close, self._readers)
        counts = [reader.doc_count_all() for reader in self._readers]
        self._bases: list[int] = [sum(counts[:i]) for i in range(len(counts))]
        self.size = sum(counts)
        self.codes = self._column("code_column", f"S{schema.CODE_BYTES}")
        self.fingerprints = self._column("fingerprint", f"V{schema.FINGERPRINT_BYTES}")
        self.published = self._column("published", ">i4").astype(np.int32)
        self.years = {name: self._column(name, ">i4").astype(np.int32) for name in schema.YEARS}
        self.live = np.ones(self.size, bool)
        for base, reader in zip(self._bases, self._readers, strict=True):
            self.live[[base + number for number in reader.segment().deleted_docs()]] = False
        # The place of each code among all codes: what decides between equals.
        self.rank = np.argsort(np.argsort(self.codes, kind="stable"), kind="stable")
        self.facets = {name: self._facet(name) for name in schema.FACETS}

    def postings(self, field: str, term: str) -> tuple[Numbers, Floats]:
        """The documents that hold `term` in `field`, ascending, and how often."""
        found: tuple[Numbers, Floats] = self._remembered((field, term), lambda: self._postings(field, term))
        return found

    def places(self, field: str, term: str) -> Numbers:
        """Every place where `term` stands in `field`, ascending, numbered as `postings.places` does."""
        found: Numbers = self._remembered((field, term, "places"), lambda: (self._places(field, term),))[0]
        return found

    def lengths(self, field: str) -> tuple[Floats, float]:
        """The number of words of each document in `field`, and their mean over the documents that have any."""
        found: tuple[Floats, float] = self._remembered((field,), lambda: self._lengths(field))
        return found

    def terms(self, field: str, start: str, most: int) -> list[str]:
        """The first `most` terms of each segment that begin with `start`."""
        found: set[str] = set()
        for reader in self._readers:
            found.update(self._read(lambda r=reader: _first(r, field, start, most)))  # type: ignore[misc]
        return sorted(found)

    def _postings(self, field: str, term: str) -> tuple[Numbers, Floats]:
        parts = [postings.read(reader, field, term) for reader in self._readers]
        numbers = [base + part[0] for base, part in zip(self._bases, parts, strict=True)]
        return np.concatenate([np.zeros(0, np.int64), *numbers]), np.concatenate(
            [np.zeros(0, np.float32), *(part[1] for part in parts)]
        )

    def _lengths(self, field: str) -> tuple[Floats, float]:
        values = [postings.lengths(reader, field) for reader in self._readers]
        lengths = np.concatenate([np.zeros(0, np.float32), *values])
        held = lengths[lengths > 0]
        return lengths, float(held.mean()) if len(held) else 1.0

    def _column(self, name: str, dtype: str) -> NDArray[Any]:
        return np.concatenate(
            [np.zeros(0, dtype), *(postings.column(reader, name, dtype) for reader in self._readers)]
        ).astype(dtype)

    def _facet(self, name: str) -> Facet:
        slugs = sorted({slug for reader in self._readers for slug in _first(reader, name, "", self.size + 1)})
        lists = [self._postings(name, slug)[0] for slug in slugs]
        return Facet(
            slugs,
            np.concatenate([np.zeros(0, np.int64), *lists]),
            np.repeat(np.arange(len(slugs)), [len(numbers) for numbers in lists]),
        )

    def _places(self, field: str, term: str) -> Numbers:
        bases = zip(self._bases, self._readers, strict=True)
        parts = [postings.places(reader, field, term) + (base << postings.PLACE_BITS) for base, reader in bases]
        return np.concatenate([np.zeros(0, np.int64), *parts])

    def _remembered(self, key: Any, make: Callable[[], tuple[Any, ...]]) -> Any:
        """What `make` gives, read once while it stays among the most recently used."""
        with self._lock:
            if key in self._cache:
                self._cache.move_to_end(key)
                return self._cache[key][0]
            value = self._read(make)
            size = 200 + sum(part.nbytes for part in value if isinstance(part, np.ndarray))
            self._cache[key] = value, size
            self._cached_bytes += size
            while self._cached_bytes > MOST_CACHED_BYTES and len(self._cache) > 1:
                self._cached_bytes -= self._cache.popitem(last=False)[1][1]
            return value

    def _read(self, make: Callable[[], Value]) -> Value:
        with self._lock:
            try:
                return make()
            except Exception as error:
                # Flipped bytes show as any error at all: a damaged index is one that cannot be read.
                raise IndexMissing from error


class _Opened:
    """What this process has open, with the signature it had on disk."""

    known: tuple[tuple[str, bytes], OpenIndex] | None = None
    lock = threading.Lock()


def current() -> OpenIndex:
    """The index as it is now, opened anew when it changed; raises IndexMissing where none can be read."""
    for attempt in range(_ATTEMPTS):
        signature = generations.signature()
        with _Opened.lock:
            if _Opened.known and _Opened.known[0] == signature:
                return _Opened.known[1]
            try:
                # The state is read before the files: it may name fewer changes than they hold, never more.
                opened = OpenIndex(signature[0], _usable(generations.state_of(signature[1])))
            except Exception as error:
                # A writer may have removed a file between the list of segments and its opening.
                if attempt == _ATTEMPTS - 1 or isinstance(error, IndexMissing):
                    raise IndexMissing from error
                continue
            _Opened.known = signature, opened
            return opened
    raise IndexMissing


def _usable(state: generations.State) -> generations.State:
    if state.version != schema.VERSION:
        raise IndexMissing
    return state


def _close(readers: list[SegmentReader]) -> None:
    for reader in readers:
        reader.close()


def _first(reader: SegmentReader, field: str, start: str, most: int) -> list[str]:
    found = []
    for term in reader.expand_prefix(field, start):
        found.append(term.decode())
        if len(found) == most:
            break
    return found
