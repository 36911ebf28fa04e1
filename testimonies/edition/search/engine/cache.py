"""A cache that counts bytes, not entries."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Any


class ByteCache:
    """Least recently used values go first once the bytes held pass `limit`. Safe between threads."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.held = 0
        self._entries: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> Any:
        """The value, or None."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is None:
                return None
            self._entries.move_to_end(key)
            return entry[0]

    def put(self, key: Hashable, value: Any, size: int) -> None:
        """Keeps the value unless it alone would fill a quarter of the cache."""
        if size > self.limit // 4:
            return
        with self._lock:
            before = self._entries.pop(key, None)
            self.held += size - (before[1] if before else 0)
            self._entries[key] = (value, size)
            while self.held > self.limit:
                self.held -= self._entries.popitem(last=False)[1][1]
