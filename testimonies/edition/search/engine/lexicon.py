"""A sorted list of byte strings as two arrays: all bytes in a row, and where each string starts."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np

from testimonies.edition.search.engine.container import Array


def pack(strings: Sequence[bytes]) -> tuple[Array, Array]:
    """The strings as (blob: uint8, starts: uint32 with one entry more than strings)."""
    starts = np.zeros(len(strings) + 1, dtype=np.int64)
    if strings:
        np.cumsum(np.fromiter(map(len, strings), dtype=np.int64, count=len(strings)), out=starts[1:])
    if starts[-1] >= 2**32:
        raise OverflowError("more than 4 GB of strings in one segment")
    return np.frombuffer(b"".join(strings), dtype=np.uint8), starts.astype(np.uint32)


class Lexicon(Sequence[bytes]):
    """Byte strings by number; `find` and `span` need them sorted."""

    def __init__(self, blob: Array, starts: Array) -> None:
        self._blob = blob.data
        self.blob = blob
        self.starts = starts

    def __len__(self) -> int:
        return max(len(self.starts) - 1, 0)

    def __getitem__(self, number: int) -> bytes:  # type: ignore[override]
        return bytes(self._blob[self.starts[number] : self.starts[number + 1]])

    def lower_bound(self, text: bytes) -> int:
        """The number of strings that sort before `text`."""
        low, high = 0, len(self)
        blob, starts = self._blob, self.starts
        while low < high:
            middle = (low + high) // 2
            if bytes(blob[starts[middle] : starts[middle + 1]]) < text:
                low = middle + 1
            else:
                high = middle
        return low

    def find(self, text: bytes) -> int:
        """The number of `text`, or -1."""
        number = self.lower_bound(text)
        return number if number < len(self) and self[number] == text else -1

    def span(self, prefix: bytes) -> tuple[int, int]:
        """The numbers [first, last) of the strings that start with `prefix`."""
        first = self.lower_bound(prefix)
        stem = prefix.rstrip(b"\xff")
        if not stem:
            return first, len(self)
        return first, self.lower_bound(stem[:-1] + bytes([stem[-1] + 1]))

    def slice(self, first: int, last: int) -> list[bytes]:
        """The strings [first, last) in one go."""
        if last <= first:
            return []
        bounds = self.starts[first : last + 1].tolist()
        base = bounds[0]
        data = bytes(self._blob[base : bounds[-1]])
        return [data[a - base : b - base] for a, b in pairwise(bounds)]

    @cached_property
    def widths(self) -> tuple[Array, Array]:
        """Of each string, as UTF-8: its letters, and those of them that are not ASCII; at most 65,535. Made once."""
        bounds = self.starts.astype(np.int64)
        blob = self.blob[: int(bounds[-1]) if len(bounds) else 0]

        def count(bytes_counted: Array) -> Array:
            sums = np.concatenate(([0], np.cumsum(bytes_counted, dtype=np.int64)))[bounds]
            return np.minimum(np.diff(sums), 65_535).astype(np.uint16)

        # A letter is an ASCII byte or the first of several, which is 0xC0 or above.
        return count((blob < 0x80) | (blob >= 0xC0)), count(blob >= 0xC0)

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.slice(0, len(self)))


def union(lists: Iterable[Iterable[bytes]]) -> list[bytes]:
    """All strings of all lists, once each, sorted."""
    every: set[bytes] = set()
    for strings in lists:
        every.update(strings)
    return sorted(every)
