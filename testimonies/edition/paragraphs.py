"""Paragraph ids that keep their meaning from version to version."""

from collections.abc import Sequence
from difflib import SequenceMatcher

# Below this share of common characters a paragraph is a new one, and a citation of the old must not point at it.
SLIGHTLY_MENDED = 0.6

Paragraph = tuple[str, str]


def number_paragraphs(texts: Sequence[str], before: Sequence[Paragraph], last: int) -> tuple[list[Paragraph], int]:
    """Give each of `texts` an id, and return the `[(id, text)]` with the highest number ever used.

    A paragraph that stands unchanged in `before` keeps its id wherever it moved; one that was slightly mended keeps
    the id of the paragraph it most resembles; any other gets a number above `last`, so that an id of a paragraph
    that was taken out is never given to different words.
    """
    ids: list[str | None] = [None] * len(texts)
    free = list(before)
    for position, text in enumerate(texts):
        same = next((old for old in free if old[1] == text), None)
        if same:
            ids[position] = same[0]
            free.remove(same)
    for position, text in enumerate(texts):
        mended = None if ids[position] else _most_alike(text, free)
        if mended:
            ids[position] = mended[0]
            free.remove(mended)
    numbered: list[Paragraph] = []
    for known, text in zip(ids, texts, strict=True):
        if known is None:
            last += 1
        numbered.append((known or f"p{last}", text))
    return numbered, last


def _most_alike(text: str, candidates: Sequence[Paragraph]) -> Paragraph | None:
    best, likeness = None, SLIGHTLY_MENDED
    for candidate in candidates:
        matcher = SequenceMatcher(None, candidate[1], text, autojunk=False)
        if matcher.quick_ratio() > likeness and matcher.ratio() > likeness:
            best, likeness = candidate, matcher.ratio()
    return best
