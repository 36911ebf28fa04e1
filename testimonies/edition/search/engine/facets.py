"""Counting the values of a field over all hits.

A field of few values keeps a bitmap per value: a count is then an AND and a population count, whatever the number of
hits. Few hits, or many values, are counted by their codes.
"""

import numpy as np
from whoosh.fields import NUMERIC

from .container import Array
from .lexicon import union
from .snapshot import Snapshot
from .tokens import spans

_FEW_HITS = 1_500
_MOST_BITMAPS = 256
_NONE = np.empty(0, np.int64)


class Facet:
    """The values of one indexed field as codes per document; one value or many per document."""

    def __init__(self, snapshot: Snapshot, field: str) -> None:
        self._count = snapshot.count
        definition = snapshot.schema[field]
        held = []
        for segment, base in zip(snapshot.segments, snapshot.bases, strict=True):
            if field in segment.fields:
                held.append((segment.fields[field], base))
        numeric = isinstance(definition, NUMERIC)
        texts = [list(postings.terms) for postings, _ in held]
        every = [text for text in union(texts) if text and not (numeric and text[0])]
        rank_of = {text: rank for rank, text in enumerate(every)}
        self.values: list[str] = [str(definition.from_bytes(text)) for text in every]
        codes, documents = [], []
        for (postings, base), here in zip(held, texts, strict=True):
            ranks = np.array([rank_of.get(text, -1) for text in here], dtype=np.int64)
            spread = np.repeat(ranks, spans(postings.starts))
            documents.append((postings.documents.astype(np.int64) + base)[spread >= 0])
            codes.append(spread[spread >= 0])
        self._arrange(np.concatenate([*codes, _NONE]), np.concatenate([*documents, _NONE]))

    def _arrange(self, codes: Array, documents: Array) -> None:
        per_document = np.bincount(documents, minlength=self._count)
        self._codes = codes[np.argsort(documents, kind="stable")].astype(np.min_scalar_type(len(self.values)))
        self._starts = np.concatenate([[0], np.cumsum(per_document)])
        self._bitmaps: Array | None = None
        if 0 < len(self.values) <= _MOST_BITMAPS:
            self._bitmaps = np.zeros((len(self.values), _words(self._count)), dtype=np.uint64)
            for code in range(len(self.values)):
                self._bitmaps[code] = bitmap(documents[codes == code], self._count)

    @property
    def nbytes(self) -> int:
        bitmaps = 0 if self._bitmaps is None else self._bitmaps.nbytes
        return self._codes.nbytes + self._starts.nbytes + bitmaps + 64 * len(self.values)

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
        starts = self._starts[documents]
        sizes = self._starts[documents + 1] - starts
        ends = np.cumsum(sizes)
        places = np.repeat(starts - ends + sizes, sizes) + np.arange(int(ends[-1]) if len(ends) else 0)
        return np.bincount(self._codes[places], minlength=len(self.values))


def _words(count: int) -> int:
    return -(-count // 64)


def bitmap(documents: Array, count: int) -> Array:
    """The documents as bits, in 64-bit words."""
    mask = np.zeros(_words(count) * 64, dtype=bool)
    mask[documents] = True
    return np.packbits(mask).view(np.uint64)
