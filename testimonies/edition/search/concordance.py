"""Keyword in context: each hit in its line, with what stands left and right of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from testimonies.edition.search.analysis.words import WORD, fold
from testimonies.edition.search.finding import find
from testimonies.edition.search.language import Question

Order = Literal["text", "left", "right"]
# Characters of context on each side.
WIDTH = 60
# Lines one account gives at most, so that one long account does not fill the page.
LINES = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One hit. ``paragraph`` is its index in the account; the three texts are plain, to be escaped by whoever shows."""

    code: str
    paragraph: int
    start: int
    left: str
    keyword: str
    right: str


def lines(
    code: str, paragraphs: Sequence[str], question: Question, *, width: int = WIDTH, most: int = LINES
) -> list[Line]:
    """The hits of one account in reading order; where several parts match the same place, the longest stands."""
    found: list[Line] = []
    for index, text in enumerate(paragraphs):
        reached = 0
        for hit in sorted(find(text, question), key=lambda one: (one.start, -one.end)):
            if hit.start < reached:
                continue
            reached = hit.end
            left, right = _left(text, hit.start, width), _right(text, hit.end, width)
            found.append(Line(code, index, hit.start, left, text[hit.start : hit.end], right))
            if len(found) == most:
                return found
    return found


def _left(text: str, end: int, width: int) -> str:
    start = max(0, end - width)
    if start:
        space = text.find(" ", start, end)
        start = space + 1 if space >= 0 else start
    return " ".join(text[start:end].split()) + (" " if text[start:end][-1:].isspace() else "")


def _right(text: str, start: int, width: int) -> str:
    end = min(len(text), start + width)
    if end < len(text):
        space = text.rfind(" ", start, end)
        end = space if space > start else end
    return (" " if text[start:end][:1].isspace() else "") + " ".join(text[start:end].split())


def ordered(found: Iterable[Line], order: Order = "text") -> list[Line]:
    """By account and place, or first by the words on the left (from the keyword outward) or on the right."""

    def place(line: Line) -> tuple[str, int, int]:
        return (line.code, line.paragraph, line.start)

    if order == "left":
        return sorted(found, key=lambda line: (WORD.findall(fold(line.left))[::-1], place(line)))
    if order == "right":
        return sorted(found, key=lambda line: (WORD.findall(fold(line.right)), place(line)))
    return sorted(found, key=place)
