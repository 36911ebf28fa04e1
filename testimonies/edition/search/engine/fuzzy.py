"""Edit distance from one word to many at once."""

import numpy as np

from .container import Array
from .lexicon import Lexicon

MAX_LENGTH = 40


def distances(word: str, candidates: list[str], limit: int) -> Array:
    """Damerau-Levenshtein distances (neighbours swapped count one), at most `limit` + 1, one numpy step a cell.

    The dynamic programme runs over all candidates together: row by row over the word, column by column over the
    longest candidate, each cell a vector over the candidates.
    """
    if not candidates:
        return np.empty(0, np.int64)
    lengths = np.fromiter(map(len, candidates), dtype=np.int64, count=len(candidates))
    width = max(int(lengths.max()), 1)
    letters = np.array(candidates, dtype=f"U{width}").view(np.uint32).reshape(len(candidates), width).T
    word_letters = [ord(letter) for letter in word]
    columns = np.arange(width + 1, dtype=np.int16)
    before = previous = np.repeat(columns[:, None], len(candidates), axis=1)
    for row, letter in enumerate(word_letters, 1):
        current = np.empty_like(previous)
        current[0] = row
        same = letters == letter
        np.minimum(previous[1:] + 1, previous[:-1] + ~same, out=current[1:])
        if row > 1:
            swapped = same[:-1] & (letters[1:] == word_letters[row - 2])
            np.minimum(current[2:], np.where(swapped, before[:-2] + 1, np.int16(9999)), out=current[2:])
        for column in range(1, width + 1):
            np.minimum(current[column], current[column - 1] + 1, out=current[column])
        before, previous = previous, current
    return np.minimum(previous[lengths, np.arange(len(candidates))], limit + 1)


def near_terms(terms: Lexicon, word: str, limit: int, prefix: int) -> list[bytes]:
    """The terms within `limit` edits of `word` that share its first `prefix` letters, sorted."""
    if len(word) > MAX_LENGTH:
        return [word.encode()] if terms.find(word.encode("utf-8", "replace")) >= 0 else []
    first, last = terms.span(word[:prefix].encode("utf-8", "replace")) if prefix else (0, len(terms))
    texts = terms.slice(first, last)
    words = [text.decode("utf-8", "replace") for text in texts]
    close = [n for n, other in enumerate(words) if abs(len(other) - len(word)) <= limit]
    found = distances(word, [words[n] for n in close], limit) <= limit
    return [texts[close[n]] for n in np.flatnonzero(found)]
