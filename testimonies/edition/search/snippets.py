"""Marks what matched, in whole texts and in their best stretches: escape first, then mark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from testimonies.edition.search.analysis.words import fold
from testimonies.edition.search.finder import Finder, Hit
from testimonies.edition.search.finding import find, finder_for
from testimonies.edition.search.language import Question, Stage

ELLIPSIS = "…"
# Characters of context before the first hit of a stretch.
LEAD = 40


def mark(text: str, question: Question, where: str = "text", stage: Stage = "all") -> str:
    """The text as safe HTML with every match in ``<mark>``.

    ``where`` is "text", "title" or "pseudonym"; ``stage`` is the one that found the account.
    """
    return _marked(text, find(text, question, where, stage))


def snippet(
    paragraphs: Sequence[str],
    question: Question,
    limit: int = 240,
    *,
    fragments: int = 2,
    stage: Stage = "all",
) -> list[tuple[int, str]]:
    """Up to ``fragments`` stretches, ``limit`` characters together, each with the index of its paragraph.

    Stretches are chosen for how many different parts of the question they show and given in reading order. Where
    nothing matched, the beginning of the first paragraph that has any text stands in.
    """
    found = _best_paragraphs(paragraphs, finder_for(question, "text", stage), fragments)
    if not found:
        return [(index, _opening(text, limit)) for index, text in enumerate(paragraphs) if text.strip()][:1]
    each = max(40, limit // len(found))
    return [(index, _stretch(paragraphs[index], found[index], each)) for index in sorted(found)]


def parts_in(paragraphs: Sequence[str], finder: Finder, *, odd: bool = False) -> dict[int, set[int]]:
    """The paragraphs that hold at least the beginning of parts of the question, and which parts; see `Finder`."""
    found = ((index, finder.parts_in(fold(text), odd=odd)) for index, text in enumerate(paragraphs))
    return {index: parts for index, parts in found if parts}


def _best_paragraphs(paragraphs: Sequence[str], finder: Finder, count: int) -> dict[int, list[Hit]]:
    """The paragraphs that together show most parts of the question, at most ``count``, with their hits.

    A paragraph that adds nothing to those already taken is left out. Judged first by words alone, which is quick: the
    first word of a phrase may stand there without the rest, so a paragraph without a hit is passed over.
    """
    left = parts_in(paragraphs, finder) or parts_in(paragraphs, finder, odd=True)
    found: dict[int, list[Hit]] = {}
    covered: set[int] = set()
    while left and len(found) < count:
        index = max(left, key=lambda one: (len(left[one] - covered), len(left[one]), -one))
        if found and not left[index] - covered:
            break
        hits = finder.hits(paragraphs[index])
        parts = {hit.part for hit in hits}
        if parts - covered:
            found[index] = hits
            covered |= parts
        del left[index]
    return found


def _opening(text: str, limit: int) -> str:
    shown, _, end = _cut(text, 0, limit)
    return escape(shown) + (ELLIPSIS if end < len(text.rstrip()) else "")


def _stretch(text: str, hits: list[Hit], limit: int) -> str:
    """The stretch of at most ``limit`` characters that shows most different parts, then most hits, cut at spaces."""
    lead = min(LEAD, limit // 3)
    room = limit - lead

    def worth(first: int) -> tuple[int, int, int]:
        inside = [hit for hit in hits[first : first + 60] if hit.end <= hits[first].start + room]
        return len({hit.part for hit in inside}), len(inside), -first

    first = max(range(min(len(hits), 200)), key=worth)
    start = max(0, hits[first].start - lead)
    shown, start, end = _cut(text, start, limit, hits[first])
    inside = [
        Hit(hit.start - start, hit.end - start, hit.part) for hit in hits if start <= hit.start and hit.end <= end
    ]
    before = ELLIPSIS if start else ""
    after = ELLIPSIS if end < len(text.rstrip()) else ""
    return before + _marked(shown, inside) + after


def _cut(text: str, start: int, limit: int, around: Hit | None = None) -> tuple[str, int, int]:
    """About ``limit`` characters from ``start``, moved to spaces where there are some; never inside ``around``."""
    if start:
        space = text.find(" ", start, around.start if around else start + limit)
        start = space + 1 if space >= 0 else start
    end = min(len(text), max(start + limit, around.end if around else 0))
    if end < len(text):
        space = text.rfind(" ", max(start + limit // 2, around.end if around else 0), end)
        end = space if space >= 0 else end
    return text[start:end], start, end


def _marked(text: str, hits: Iterable[Hit]) -> str:
    pieces: list[str] = []
    at = 0
    for start, end in _merged(hits):
        pieces += [escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>"]
        at = end
    return "".join(pieces) + escape(text[at:])


def _merged(hits: Iterable[Hit]) -> list[tuple[int, int]]:
    """Stretches without overlap, in order."""
    merged: list[tuple[int, int]] = []
    for hit in sorted(hits, key=lambda one: (one.start, one.end)):
        if merged and hit.start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], hit.end))
        elif hit.end > hit.start:
            merged.append((hit.start, hit.end))
    return merged
