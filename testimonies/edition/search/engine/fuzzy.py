"""Edit distance from one word to many at once.

The dynamic programme runs over all candidates together: row by row over the word, column by column over the longest
candidate, each cell a vector over the candidates.
"""

import numpy as np

from testimonies.edition.search.engine.container import Array
from testimonies.edition.search.engine.lexicon import Lexicon

MAX_LENGTH = 40


def distances(word: str, letters: Array, lengths: Array, limit: int) -> Array:
    """Damerau-Levenshtein distances (neighbours swapped count one), at most `limit` + 1.

    `letters` has a row a place and a column a candidate; what stands beyond a candidate's length is not looked at.
    """
    width, count = letters.shape
    columns = np.arange(width + 1, dtype=np.int8)
    before = previous = np.repeat(columns[:, None], count, axis=1)
    codes = [ord(letter) for letter in word]
    for row, letter in enumerate(codes, 1):
        current = np.empty_like(previous)
        current[0] = row
        same = letters == letter
        np.minimum(previous[1:] + np.int8(1), previous[:-1] + ~same, out=current[1:])
        if row > 1:
            swapped = same[:-1] & (letters[1:] == codes[row - 2])
            np.minimum(current[2:], np.where(swapped, before[:-2] + np.int8(1), np.int8(127)), out=current[2:])
        for column in range(1, width + 1):
            np.minimum(current[column], current[column - 1] + np.int8(1), out=current[column])
        before, previous = previous, current
    return np.minimum(previous[lengths, np.arange(count)], limit + 1)


def near_terms(terms: Lexicon, word: str, limit: int, prefix: int) -> Array:
    """The numbers of the terms within `limit` edits of `word` that share its first `prefix` letters, ascending;
    never the empty term."""
    if not word:
        return np.empty(0, dtype=np.int64)
    if len(word) > MAX_LENGTH:
        exact = terms.find(word.encode("utf-8", "replace"))
        return np.array([] if exact < 0 else [exact], dtype=np.int64)
    first, last = terms.span(word[:prefix].encode("utf-8", "replace")) if prefix else (0, len(terms))
    letters, others = (counts[first:last].astype(np.int32) for counts in terms.widths)
    beyond = sum(letter > "\x7f" for letter in word)
    # One edit changes either count by one at most, so hardly a term of another script need be looked at.
    near = (letters > 0) & (np.abs(letters - len(word)) <= limit) & (np.abs(others - beyond) <= limit)
    short, long = first + np.flatnonzero(near & (others == 0)), first + np.flatnonzero(near & (others > 0))
    near_short = short[_near(word, _bytes(terms, short), limit)]
    near_long = long[_near(word, _texts(terms, long), limit)]
    return np.sort(np.concatenate([near_short, near_long]))


def _near(word: str, candidates: tuple[Array, Array], limit: int) -> Array:
    letters, lengths = candidates
    near = np.abs(lengths - len(word)) <= limit
    if near.any():
        width = int(lengths[near].max())
        near[near] = distances(word, letters[:width, near], lengths[near], limit) <= limit
    return near


def _bytes(terms: Lexicon, numbers: Array) -> tuple[Array, Array]:
    """(letters, lengths) of terms that are plain ASCII, straight from the bytes."""
    starts = terms.starts[numbers].astype(np.int64)
    lengths = terms.starts[numbers + 1].astype(np.int64) - starts
    width = int(lengths.max(initial=1))
    return terms.blob[np.minimum(starts + np.arange(width)[:, None], len(terms.blob) - 1)], lengths


def _texts(terms: Lexicon, numbers: Array) -> tuple[Array, Array]:
    """(letters, lengths) of any terms, decoded one by one; `numbers` ascend."""
    first, last = (int(numbers[0]), int(numbers[-1]) + 1) if len(numbers) else (0, 0)
    # Cutting out a whole stretch costs a third a term of cutting out single ones.
    held = terms.slice(first, last) if (last - first) < 3 * len(numbers) else None
    given = (numbers - first).tolist()
    found = [terms[first + place] for place in given] if held is None else [held[place] for place in given]
    texts = [text.decode("utf-8", "replace") for text in found]
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    width = int(lengths.max(initial=1))
    return np.array(texts, dtype=f"U{width}").view(np.uint32).reshape(len(texts), width).T, lengths
