"""One segment opened: views of its mapped file. Opening reads the directory only, never a document."""

import pickle
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from testimonies.edition.search.engine import container
from testimonies.edition.search.engine.container import Array
from testimonies.edition.search.engine.errors import IndexDamaged
from testimonies.edition.search.engine.lexicon import Lexicon

_REMEMBERED = 20_000


class FieldPostings:
    """The inverted part of one field of one segment."""

    def __init__(self, arrays: dict[str, Array], name: str, positions: bool) -> None:
        self.terms = Lexicon(arrays[f"term/{name}"], arrays[f"term-starts/{name}"])
        self.starts = arrays[f"posting-starts/{name}"]
        self.position_starts = arrays[f"position-starts/{name}"]
        self.documents = arrays[f"document/{name}"]
        self.frequencies = arrays[f"frequency/{name}"]
        self.positions = arrays[f"position/{name}"]
        self.has_positions = positions
        self._found: dict[bytes, int] = {}

    def find(self, text: bytes) -> int:
        """The number of a term, or -1; asked again it is remembered."""
        number = self._found.get(text)
        if number is None:
            if len(self._found) > _REMEMBERED:
                self._found.clear()
            number = self._found[text] = self.terms.find(text)
        return number

    def span(self, number: int) -> tuple[int, int]:
        """Postings [first, last) of a term."""
        return int(self.starts[number]), int(self.starts[number + 1])

    def document_frequency(self, number: int) -> int:
        first, last = self.span(number)
        return last - first

    def frequencies_of(self, terms: Array) -> Array:
        """The document frequency of each term number."""
        return self.starts[terms + 1].astype(np.int64) - self.starts[terms]

    @cached_property
    def joined(self) -> tuple[str, Array]:
        """All terms, each on a line of its own, and where in the text each line starts, for patterns."""
        texts = [term.decode("utf-8", "replace").replace("\n", "\r") for term in self.terms]
        ends = np.cumsum(np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)) + 1)
        return "\n".join(texts), np.concatenate(([0], ends))


class OpenSegment:
    """The readable arrays of one segment file and which of its documents are deleted."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self._arrays, facts = container.read(path)
        try:
            self.count: int = facts["count"]
            self._lengths: dict[str, list[int]] = facts["lengths"]
            positions = set(facts["positions"])
            self.fields = {
                name.removeprefix("term/"): FieldPostings(
                    self._arrays, name.removeprefix("term/"), name.removeprefix("term/") in positions
                )
                for name in self._arrays
                if name.startswith("term/")
            }
        except (KeyError, TypeError) as error:
            raise IndexDamaged("a segment file lacks an array it must have") from error

    @property
    def nbytes(self) -> int:
        return sum(array.nbytes for array in self._arrays.values())

    def total_length(self, field: str) -> int:
        """Tokens of the field over all documents."""
        return self._lengths.get(field, (0, 0))[0]

    def documents_with(self, field: str) -> int:
        """Documents that have at least one token in the field."""
        return self._lengths.get(field, (0, 0))[1]

    def lengths(self, field: str) -> Array:
        """Tokens of the field per document."""
        return self._arrays.get(f"length/{field}", np.zeros(self.count, np.uint16))

    def number_names(self) -> list[str]:
        return [name.removeprefix("number/") for name in self._arrays if name.startswith("number/")]

    def string_names(self) -> list[str]:
        return [name.removeprefix("string/") for name in self._arrays if name.startswith("string/")]

    def length_names(self) -> list[str]:
        return list(self._lengths)

    def number_column(self, field: str) -> Array | None:
        return self._arrays.get(f"number/{field}")

    def string_column(self, field: str) -> Lexicon | None:
        blob = self._arrays.get(f"string/{field}")
        return None if blob is None else Lexicon(blob, self._arrays[f"string-starts/{field}"])

    @property
    def stored(self) -> Lexicon | None:
        blob = self._arrays.get("stored")
        return None if blob is None else Lexicon(blob, self._arrays["stored-starts"])

    def stored_fields(self, document: int) -> dict[str, Any]:
        """The stored values of one document."""
        stored = self.stored
        value = stored[document] if stored is not None else b""
        # Only the indexer's user may write the folder.
        return pickle.loads(value) if value else {}  # noqa: S301 # nosec B301

    def find(self, field: str, text: bytes) -> tuple[FieldPostings, int] | None:
        """The field's postings and the term's number in them."""
        postings = self.fields.get(field)
        if postings is None:
            return None
        number = postings.find(text)
        return None if number < 0 else (postings, number)

    def documents_of(self, field: str, text: bytes) -> Array:
        """The documents of one term, ascending."""
        found = self.find(field, text)
        if found is None:
            return np.empty(0, np.uint16)
        first, last = found[0].span(found[1])
        return found[0].documents[first:last]

    def occurrences(self, field: str, text: bytes) -> int:
        """How often the term stands in the segment."""
        found = self.find(field, text)
        if found is None:
            return 0
        starts = found[0].position_starts
        return int(starts[found[1] + 1]) - int(starts[found[1]])
