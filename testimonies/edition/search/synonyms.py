"""Words for the same thing, in three languages: a list of this archive's subject, and the vocabulary's own labels."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from testimonies.edition.search.analysis import ENGLISH, LANGUAGES

LIST = Path(__file__).with_name("synonyms.csv")
VOCABULARY = Path(__file__).resolve().parents[3] / "fixtures" / "vocabulary"
_EMPTY_LABELS = {"unknown", "other", "not-disclosed", "applied", "selected", "died", "transferred"}


@dataclass(frozen=True, slots=True)
class Expression:
    """One way to say it, and its terms in the index."""

    text: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """All ways to say one thing. ``kind`` is "synonym" or "vocabulary"."""

    kind: str
    others: tuple[Expression, ...]


_NONE = Entry("synonym", ())


class Thesaurus:
    """Finds an entry by the terms of any of its expressions."""

    def __init__(self, rows: Iterable[tuple[str, Iterable[str]]]) -> None:
        """Rows of a kind and the expressions for one thing; where two rows share an expression, both count."""
        self._entries: dict[tuple[str, ...], Entry] = {}
        for kind, texts in rows:
            expressions = tuple(Expression(text, tuple(ENGLISH.terms(text))) for text in texts if ENGLISH.terms(text))
            if len(expressions) < 2:
                continue
            for terms in {expression.terms for expression in expressions}:
                known = self._entries.get(terms)
                merged = dict.fromkeys((known.others if known else ()) + expressions)
                self._entries[terms] = Entry(known.kind if known else kind, tuple(merged))

    def find(self, terms: tuple[str, ...]) -> Entry | None:
        return self._entries.get(terms)

    def __len__(self) -> int:
        return len(self._entries)


def _listed(path: Path) -> Iterator[tuple[str, list[str]]]:
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield "synonym", [text.strip() for name in LANGUAGES for text in row[name].split(";") if text.strip()]


def _labels(folder: Path) -> Iterator[tuple[str, list[str]]]:
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                if row.get("slug") not in _EMPTY_LABELS and "label_en" in row:
                    yield "vocabulary", [row[f"label_{name}"] for name in LANGUAGES if row.get(f"label_{name}")]


@cache
def thesaurus() -> Thesaurus:
    """The list and the labels together, read once in a process. A missing vocabulary folder leaves the list alone."""
    return Thesaurus([*_listed(LIST), *_labels(VOCABULARY)])
