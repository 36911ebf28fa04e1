"""Whoosh's view of a segment's terms."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.matching import NullMatcher
from whoosh.reading import TermInfo, TermNotFound

from testimonies.edition.search.engine.codec.matcher import ArrayMatcher
from testimonies.edition.search.engine.fuzzy import near_terms
from testimonies.edition.search.engine.segment import FieldPostings, OpenSegment


class ArrayCursor(base.FieldCursor):
    """Steps through the terms of one field as text."""

    def __init__(self, postings: FieldPostings | None, field: Any) -> None:
        self._postings, self._field, self._at = postings, field, 0

    def first(self) -> str | None:
        self._at = 0
        return self.text()

    def find(self, term: Any) -> str | None:
        if self._postings is not None:
            self._at = self._postings.terms.lower_bound(self._field.to_bytes(term))
        return self.text()

    def next(self) -> str | None:
        self._at += 1
        return self.text()

    def text(self) -> str | None:
        if not self.is_valid() or self._postings is None:
            return None
        text: str = self._field.from_bytes(self._postings.terms[self._at])
        return text

    def term_info(self) -> TermInfo | None:
        return term_info(self._postings, self._at) if self.is_valid() and self._postings is not None else None

    def is_valid(self) -> bool:
        return self._postings is not None and self._at < len(self._postings.terms)


class ArrayTermsReader(base.TermsReader):
    """Terms in sorted order, field by field."""

    def __init__(self, segment: OpenSegment) -> None:
        self._segment = segment

    def _find(self, field: str, text: bytes) -> tuple[FieldPostings, int]:
        found = self._segment.find(field, text)
        if found is None:
            raise TermNotFound(f"no such term in {field}")
        return found

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._segment.find(*term) is not None

    def indexed_field_names(self) -> list[str]:
        return list(self._segment.fields)

    def cursor(self, fieldname: str, fieldobj: Any) -> ArrayCursor:
        return ArrayCursor(self._segment.fields.get(fieldname), fieldobj)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        for name in sorted(self._segment.fields):
            for text in self._segment.fields[name].terms:
                yield name, text

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        postings = self._segment.fields.get(fieldname)
        if postings is not None:
            terms = postings.terms
            for text in terms.slice(terms.lower_bound(prefix), len(terms)):
                yield fieldname, text

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        return term_info(*self._find(fieldname, text))

    def frequency(self, fieldname: str, text: bytes) -> float:
        return float(self.term_info(fieldname, text).weight())

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        found = self._segment.find(fieldname, text)
        return 0 if found is None else found[0].document_frequency(found[1])

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> Any:
        found = self._segment.find(fieldname, text)
        if found is None:
            return NullMatcher()
        return ArrayMatcher(found[0], found[1], fieldname, scorer, float(format_.field_boost))


class ArrayAutomata(base.Automata):
    """Whoosh's fuzzy terms answered by the engine's own distance, so that both evaluators expand alike."""

    def __init__(self, segment: OpenSegment) -> None:
        self._segment = segment

    def terms_within(self, fieldcur: ArrayCursor, uterm: str, maxdist: int, prefix: int = 0) -> Iterator[str]:
        if fieldcur._postings is not None:
            terms = fieldcur._postings.terms
            for number in near_terms(terms, uterm, maxdist, prefix).tolist():
                yield terms[number].decode("utf-8", "replace")


def term_info(postings: FieldPostings, number: int) -> TermInfo:
    """Whoosh's statistics of one term (lengths are not among what the segments keep per term)."""
    first, last = postings.span(number)
    counts = postings.frequencies[first:last]
    return TermInfo(
        weight=float(counts.sum(dtype=np.int64)),
        df=last - first,
        minlength=1,
        maxlength=2**31,
        maxweight=float(counts.max()) if last > first else 0.0,
        minid=int(postings.documents[first]) if last > first else None,
        maxid=int(postings.documents[last - 1]) if last > first else 0,
    )
