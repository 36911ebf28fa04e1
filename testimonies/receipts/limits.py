"""How often codes may be tried altogether. What one address may try is counted where every request is."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

# Each try costs a slow hash, a tenth of a second: so many at once in one worker process, and one back each half second.
AT_ONCE, SECONDS = 120, 0.5


class Together:
    """A token bucket for everybody. `clock` gives seconds that never go back."""

    def __init__(
        self, at_once: int = AT_ONCE, seconds: float = SECONDS, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._at_once, self._seconds, self._clock = at_once, seconds, clock
        self._left, self._then = float(at_once), clock()
        self._lock = threading.Lock()

    def allows(self) -> bool:
        """Whether somebody may try now; counts the try if so."""
        with self._lock:
            now = self._clock()
            self._left = min(self._left + (now - self._then) / self._seconds, float(self._at_once))
            self._then = now
            may = self._left >= 1
            self._left -= may
            return may
