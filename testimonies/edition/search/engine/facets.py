"""Counting the values of a field over all hits."""

from functools import cached_property

import numpy as np
from whoosh.fields import NUMERIC

from .container import Array
from .lexicon import union
from .snapshot import Snapshot

_FEW = 3


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
            spread = np.repeat(ranks, np.diff(postings.starts.astype(np.int64)))
            documents.append((postings.documents.astype(np.int64) + base)[spread >= 0])
            codes.append(spread[spread >= 0])
        self._arrange(np.concatenate([*codes, np.empty(0, np.int64)]), np.concatenate([*documents, np.empty(0, np.int64)]))

    def _arrange(self, codes: Array, documents: Array) -> None:
        per_document = np.bincount(documents, minlength=self._count)
        kind = np.min_scalar_type(len(self.values))
        self._single = not len(per_document) or int(per_document.max(initial=0)) <= 1
        if self._single:
            self._codes = np.full(self._count, len(self.values), dtype=kind)
            self._codes[documents] = codes
            return
        self._codes = codes[np.argsort(documents, kind="stable")].astype(kind)
        self._starts = np.concatenate([[0], np.cumsum(per_document)])

    @property
    def nbytes(self) -> int:
        return self._codes.nbytes + (0 if self._single else self._starts.nbytes) + 64 * len(self.values)

    @cached_property
    def _owners(self) -> Array:
        return np.repeat(np.arange(self._count), np.diff(self._starts))

    def count(self, documents: Array) -> list[tuple[str, int]]:
        """(value, number of the documents that have it), most first, then by value; values none has are left out."""
        if self._single:
            codes = self._codes[documents]
        elif len(documents) * _FEW > self._count:
            mask = np.zeros(self._count, dtype=bool)
            mask[documents] = True
            codes = self._codes[mask[self._owners]]
        else:
            starts = self._starts[documents]
            sizes = self._starts[documents + 1] - starts
            ends = np.cumsum(sizes)
            codes = self._codes[np.repeat(starts - ends + sizes, sizes) + np.arange(int(ends[-1]) if len(ends) else 0)]
        counts = np.bincount(codes, minlength=len(self.values) + 1)[: len(self.values)]
        some = np.flatnonzero(counts)
        order = some[np.argsort(-counts[some], kind="stable")]
        return [(self.values[code], int(counts[code])) for code in order]
