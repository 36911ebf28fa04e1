"""Paragraph ids that keep their meaning from version to version."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

# Below this likeness, from 0 to 1, a paragraph is a new one, and a citation of the old must not point at it.
SLIGHTLY_MENDED = 0.5
# Characters a piece. Shorter pieces are common to all texts of a language, longer ones do not survive a mended word.
PIECE = 5

Paragraph = tuple[str, str]


def number_paragraphs(texts: Sequence[str], before: Sequence[Paragraph], last: int) -> tuple[list[Paragraph], int]:
    """Give each of `texts` an id, and return the `[(id, text)]` with the highest number ever used.

    A paragraph that stands unchanged in `before` keeps its id wherever it moved; one that was slightly mended keeps
    the id of the paragraph it most resembles; any other gets a number above `last`, so that an id of a paragraph
    that was taken out is never given to different words.
    """
    ids = _unchanged(texts, before)
    taken = set(ids.values())
    new = {position: text for position, text in enumerate(texts) if position not in ids}
    free = [paragraph for paragraph in before if paragraph[0] not in taken]
    # The most alike first: whichever stands first in the text must not take an id from one that nearly is the same.
    for _unlikeness, position, identifier in sorted(_alike(new, free)):
        if position not in ids and identifier not in taken:
            ids[position] = identifier
            taken.add(identifier)
    for position in new:
        if position not in ids:
            last += 1
            ids[position] = f"p{last}"
    return [(ids[position], text) for position, text in enumerate(texts)], last


def _unchanged(texts: Sequence[str], before: Sequence[Paragraph]) -> dict[int, str]:
    """The ids of the texts, by position, that stand in `before` word for word."""
    waiting: dict[str, list[str]] = defaultdict(list)
    for identifier, words in reversed(before):
        waiting[words].append(identifier)
    return {position: waiting[text].pop() for position, text in enumerate(texts) if waiting.get(text)}


def _alike(texts: Mapping[int, str], before: Sequence[Paragraph]) -> Iterator[tuple[float, int, str]]:
    """Unlikeness, position and id of every pair that may be one paragraph, slightly mended.

    Likeness is the share of pieces in common (Dice's coefficient). Pairs that share nothing cost nothing, because an
    account rewritten from end to end is compared while others wait for the desk's lock.
    """
    known = [_pieces(words) for _identifier, words in before]
    holders: dict[str, list[int]] = defaultdict(list)
    for number, pieces in enumerate(known):
        for piece in pieces:
            holders[piece].append(number)
    for position, text in texts.items():
        pieces, common = _pieces(text), Counter[int]()
        for piece, times in pieces.items():
            for number in holders.get(piece, ()):
                common[number] += min(times, known[number][piece])
        for number, shared in common.items():
            likeness = 2 * shared / (pieces.total() + known[number].total())
            if likeness > SLIGHTLY_MENDED:
                yield 1 - likeness, position, before[number][0]


def _pieces(words: str) -> Counter[str]:
    padded = f"  {words}  "
    return Counter(padded[start : start + PIECE] for start in range(len(padded) - PIECE + 1))
