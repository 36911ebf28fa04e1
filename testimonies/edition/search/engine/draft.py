"""A segment before it is a file: what the builder collects, what merging combines."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from testimonies.edition.search.engine import container, tokens
from testimonies.edition.search.engine.container import Array
from testimonies.edition.search.engine.lexicon import pack
from testimonies.edition.search.engine.tokens import Postings

Strings = tuple[Array, Array]


@dataclass(slots=True)
class DraftField:
    """The inverted part of one field: sorted terms, each with at least one posting, and their postings."""

    terms: list[bytes]
    postings: Postings
    positions: bool


@dataclass(slots=True)
class Draft:
    """All of one segment in memory, ready to be written."""

    count: int
    fields: dict[str, DraftField] = field(default_factory=dict)
    lengths: dict[str, Array] = field(default_factory=dict)
    numbers: dict[str, Array] = field(default_factory=dict)
    strings: dict[str, Strings] = field(default_factory=dict)
    stored: Strings | None = None

    def write(self, path: Path) -> None:
        """Writes the segment file durably. Raises FileExistsError rather than overwrite."""
        if self.count > tokens.MAX_DOCUMENTS:
            raise OverflowError("a segment holds at most 65,536 documents")
        arrays: dict[str, Array] = {}
        for name, part in self.fields.items():
            arrays.update(_inverted(name, part))
        for name, lengths in self.lengths.items():
            arrays[f"length/{name}"] = tokens.narrow(lengths, at_least=np.uint16)
        for name, values in self.numbers.items():
            arrays[f"number/{name}"] = values
        for name, (blob, starts) in self.strings.items():
            arrays[f"string/{name}"], arrays[f"string-starts/{name}"] = blob, starts
        if self.stored is not None:
            arrays["stored"], arrays["stored-starts"] = self.stored
        totals = {name: [int(part.sum()), int(np.count_nonzero(part))] for name, part in self.lengths.items()}
        positions = [name for name, part in self.fields.items() if part.positions]
        container.write(path, arrays, {"count": self.count, "lengths": totals, "positions": positions})


def _inverted(name: str, part: DraftField) -> dict[str, Array]:
    postings = part.postings
    blob, starts = pack(part.terms)
    return {
        f"term/{name}": blob,
        f"term-starts/{name}": starts,
        f"posting-starts/{name}": postings.term_starts,
        f"position-starts/{name}": postings.position_starts,
        f"document/{name}": postings.documents,
        f"frequency/{name}": postings.frequencies,
        f"position/{name}": postings.positions,
    }
