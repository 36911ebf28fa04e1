"""Counting the values of a field over all hits.

A field of few values keeps a bitmap per value: a count is then an AND and a population count, whatever the number of
hits. Few hits, or many values, are counted by their codes.
"""

from functools import cached_property

import numpy as np
from whoosh.fields import NUMERIC

from testimonies.edition.search.engine.container import Array
from testimonies.edition.search.engine.lexicon import union
from testimonies.edition.search.engine.snapshot import Snapshot
from testimonies.edition.search.engine.tokens import spans

_FEW_HITS = 1_500
_MOST_BITMAPS = 256
_NONE = np.empty(0, np.int64)


class Facet:
    """The values of one indexed field, any number per document."""

    def __init__(self, snapshot: Snapshot, field: str) -> None:
        self._count = snapshot.count
        definition = snapshot.schema[field]
        self._held = [
            (segment.fields[field], base)
            for segment, base in zip(snapshot.segments, snapshot.bases, strict=True)
            if field in segment.fields
        ]
        texts = [list(postings.terms) for postings, _ in self._held]
        numeric = isinstance(definition, NUMERIC)
        every = [text for text in union(texts) if text and not (numeric and text[0])]
        code_of = {text: code for code, text in enumerate(every)}
        self.values: list[str] = [str(definition.from_bytes(text)) for text in every]
        self._codes_of = [np.array([code_of.get(text, -1) for text in here], dtype=np.int64) for here in texts]
        few = 0 < len(self.values) <= _MOST_BITMAPS
        self._bitmaps: Array | None = self._draw() if few else None

    def _draw(self) -> Array:
        """A bitmap per value, straight from the postings of each value in each segment."""
        bitmaps = np.zeros((len(self.values), words(self._count) * 8), dtype=np.uint8)
        for code in range(len(self.values)):
            mask = np.zeros(words(self._count) * 64, dtype=bool)
            for (postings, base), codes in zip(self._held, self._codes_of, strict=True):
                for number in np.flatnonzero(codes == code).tolist():
                    first, last = postings.span(number)
                    mask[base:][postings.documents[first:last]] = True
            bitmaps[code] = np.packbits(mask)
        return bitmaps.view(np.uint64)

    @cached_property
    def _by_document(self) -> tuple[Array, Array]:
        """(codes in the order of documents, where each document's codes start)."""
        counts = np.zeros(self._count, dtype=np.int64)
        parts = []
        for (postings, base), codes in zip(self._held, self._codes_of, strict=True):
            spread = np.repeat(codes, spans(postings.starts))
            documents = postings.documents[spread >= 0]
            parts.append(spread[spread >= 0][np.argsort(documents, kind="stable")])
            counts[base : base + len(np.bincount(documents))] += np.bincount(documents)
        kind = np.min_scalar_type(len(self.values))
        return np.concatenate([*parts, _NONE]).astype(kind), np.concatenate([[0], np.cumsum(counts)])

    @property
    def nbytes(self) -> int:
        postings = sum(len(postings.documents) for postings, _ in self._held)
        bitmaps = 0 if self._bitmaps is None else self._bitmaps.nbytes
        return 2 * postings + 8 * self._count + bitmaps + 64 * len(self.values)

    def count(self, documents: Array, bits: Array | None = None) -> list[tuple[str, int]]:
        """(value, number of the documents that have it), most first, then by value; values none has are left out.

        `bits` is the bitmap of the documents where the caller has it already.
        """
        if self._bitmaps is not None and len(documents) > _FEW_HITS:
            hits = bitmap(documents, self._count) if bits is None else bits
            counts = np.bitwise_count(self._bitmaps & hits).sum(axis=1, dtype=np.int64)
        else:
            counts = self._by_code(documents)
        some = np.flatnonzero(counts)
        order = some[np.argsort(-counts[some], kind="stable")]
        return [(self.values[code], int(counts[code])) for code in order]

    def _by_code(self, documents: Array) -> Array:
        all_codes, all_starts = self._by_document
        starts = all_starts[documents]
        sizes = all_starts[documents + 1] - starts
        ends = np.cumsum(sizes)
        places = np.repeat(starts - ends + sizes, sizes) + np.arange(int(ends[-1]) if len(ends) else 0)
        return np.bincount(all_codes[places], minlength=len(self.values))


def words(count: int) -> int:
    """64-bit words that `count` bits take."""
    return -(-count // 64)


def bitmap(documents: Array, count: int) -> Array:
    """The documents as bits, in 64-bit words."""
    mask = np.zeros(words(count) * 64, dtype=bool)
    mask[documents] = True
    return np.packbits(mask).view(np.uint64)
