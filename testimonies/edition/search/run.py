"""A query tree run over the open index: which documents, and how well each fits."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from testimonies.edition.search import analysis, language
from testimonies.edition.search.postings import PLACE_BITS, Floats, Numbers
from testimonies.edition.search.reader import OpenIndex
from testimonies.edition.search.schema import WEIGHTS

# BM25 (Robertson and Zaragoza, 2009), with their usual constants.
K1 = 1.2
B = 0.75
MOST_EXPANDED = 100
PHRASE_COUNTS = 1.5
Mask = NDArray[np.bool_]
Terms = tuple[tuple[str, ...], ...]


@dataclass
class Run:
    """Runs trees over one index. `cut` says that a prefix began more words than are looked for."""

    index: OpenIndex
    cut: bool = field(default=False, init=False)

    def scores(self, node: language.Node) -> tuple[Mask, Floats]:
        """Which documents match `node`, and their scores, which are 0 where only a NOT decided."""
        match node:
            case language.Words():
                return self._words(node)
            case language.All(parts):
                found = [self.scores(part) for part in parts]
                mask = reduce(np.logical_and, [one[0] for one in found])
                return mask, reduce(np.add, [one[1] for one in found])
            case language.Any(parts):
                found = [self.scores(part) for part in parts]
                mask = reduce(np.logical_or, [one[0] for one in found])
                return mask, reduce(np.add, [np.where(one[0], one[1], 0).astype(np.float32) for one in found])
            case language.Without(part):
                return ~self.scores(part)[0], np.zeros(self.index.size, np.float32)

    def _words(self, node: language.Words) -> tuple[Mask, Floats]:
        total = np.zeros(self.index.size, np.float32)
        wanted = [analysis.alternatives(word) for word in node.words]
        for name, weight in WEIGHTS.items():
            if node.prefix:
                wanted[-1] = self._beginning(name, node.words[-1])
            found = [self._word(name, terms) for terms in wanted]
            if any(one is None for one in found):
                continue
            parts = [one for one in found if one is not None]
            mask = reduce(np.logical_and, [part > 0 for part in parts])
            boost = weight
            if len(parts) > 1:
                mask = self._side_by_side(name, wanted)
                boost *= PHRASE_COUNTS
            total += np.where(mask, boost * reduce(np.add, parts), 0).astype(np.float32)
        return total > 0, total

    def _word(self, name: str, wanted: Terms) -> Floats | None:
        """The score of one word in one field for every document; None where no document has it."""
        best = np.zeros(self.index.size, np.float32)
        for terms in wanted:
            numbers, scores = self._together(name, terms)
            best[numbers] = np.maximum(best[numbers], scores)
        return best if best.any() else None

    def _together(self, name: str, terms: tuple[str, ...]) -> tuple[Numbers, Floats]:
        """The documents that hold every one of `terms`, and the sum of their scores."""
        numbers, frequencies = self.index.postings(name, terms[0])
        scores = self._bm25(name, numbers, frequencies)
        for term in terms[1:]:
            others, frequencies = self.index.postings(name, term)
            more = self._bm25(name, others, frequencies)
            numbers, here, there = np.intersect1d(numbers, others, assume_unique=True, return_indices=True)
            scores = scores[here] + more[there]
        return numbers, scores

    def _bm25(self, name: str, numbers: Numbers, frequencies: Floats) -> Floats:
        lengths, mean = self.index.lengths(name)
        rarity = np.log1p((self.index.size - len(numbers) + 0.5) / (len(numbers) + 0.5))
        norm = K1 * (1 - B + B * lengths[numbers] / mean)
        scores: Floats = (rarity * frequencies * (K1 + 1) / (frequencies + norm)).astype(np.float32)
        return scores

    def _beginning(self, name: str, word: str) -> Terms:
        together, start = analysis.beginning(word)
        if together:
            return (together,)
        # A stem can be shorter than what was typed: constructi* is to find what is indexed as construct.
        shortest = start[: max(len(start) - 3, min(len(start), 4))]
        found = self.index.terms(name, shortest, 10 * MOST_EXPANDED)
        found = [term for term in found if analysis.begins(term, start)]
        self.cut = self.cut or len(found) > MOST_EXPANDED
        return tuple((term,) for term in found[:MOST_EXPANDED])

    def _side_by_side(self, name: str, wanted: list[Terms]) -> Mask:
        """The documents in which the words stand next to one another in this order."""
        starts = [self._places(name, terms) - offset for offset, terms in enumerate(wanted)]
        together = reduce(lambda one, other: np.intersect1d(one, other, assume_unique=True), starts)
        mask = np.zeros(self.index.size, bool)
        mask[together >> PLACE_BITS] = True
        return mask

    def _places(self, name: str, wanted: Terms) -> Numbers:
        """Where one of the alternatives stands with all its terms, each place once."""
        found = []
        for terms in wanted:
            lists = [self.index.places(name, term) for term in terms]
            found.append(reduce(lambda one, other: np.intersect1d(one, other, assume_unique=True), lists))
        return np.unique(np.concatenate(found)) if len(found) > 1 else found[0]
