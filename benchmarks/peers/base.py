"""The one face every engine has in the benchmark."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

FACETS = ("abuse", "sector", "place")
PAGE = 20
TITLE_WEIGHT = 2.0


@dataclass(frozen=True)
class Question:
    """A query all engines can ask: `mode` is all, any, phrase or prefix; `sector` narrows."""

    name: str
    words: tuple[str, ...]
    mode: str = "all"
    sector: str | None = None


@dataclass(frozen=True)
class FirstPage:
    """What a reader sees: how many, the top, a snippet for each, three facets counted over all hits."""

    count: int
    codes: list[str]
    snippets: list[str]
    facets: dict[str, dict[str, int]]


class Peer(Protocol):
    """One engine. `build` makes an index under the folder from nothing; `open` gets ready to answer."""

    name: str

    def build(self, folder: Path, records: Iterable[dict[str, Any]]) -> None: ...

    def open(self, folder: Path) -> None: ...

    def first_page(self, question: Question) -> FirstPage: ...


def title_and_body(record: dict[str, Any]) -> tuple[str, str]:
    """All titles and all texts of a record."""
    texts = record["texts"]
    return " ".join(text["title"] for text in texts), "\n\n".join(f"{t['summary']}\n\n{t['body']}" for t in texts)


def size(folder: Path) -> int:
    """Bytes under the folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
