"""How long one search may hold a worker, all its parts together."""

from __future__ import annotations

import time

# Seconds of the processor, so that a busy machine refuses nothing more. The form, the rows and the page come on top.
SECONDS = 0.2


class Budget:
    """Begins when it is made. The engine is told what is left; what only adorns a page is not drawn when it is spent.

    The processor's clock is asked only when so much time has passed by the other one, which costs next to nothing: a
    thread cannot have used more of the processor than time has passed.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._start = time.perf_counter()
        self._until = time.thread_time() + seconds

    def left(self) -> float:
        """Seconds left, 0 when there are none; never more than there are."""
        sure = self._seconds - (time.perf_counter() - self._start)
        return sure if sure > self._seconds / 2 else max(self._until - time.thread_time(), 0.0)

    def is_spent(self) -> bool:
        return self.left() <= 0.0
