"""How often codes may be tried: by one address, and by everybody. Kept in memory, for a day at most."""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

DAY = 24 * 3600.0
# Addresses remembered at a time; beyond it whoever has not tried for longest is forgotten.
MOST = 10_000


@dataclass(frozen=True)
class Rate:
    """`at_once` tries, of which one comes back every `seconds`."""

    at_once: int
    seconds: float


# Many people may stand behind one address: a shared telephone, an office, the Tor network.
EACH = Rate(at_once=10, seconds=60.0)
# Each try costs a slow hash; this bounds what trying can cost the machine, in each worker process.
ALL = Rate(at_once=120, seconds=0.5)


class Limits:
    """Token buckets. An address is kept as a hash under a salt that is forgotten every day."""

    def __init__(self, each: Rate = EACH, everybody: Rate = ALL, clock: Callable[[], float] = time.monotonic) -> None:
        self._each, self._all, self._clock = each, everybody, clock
        self._lock = threading.Lock()
        self._tries: dict[bytes, tuple[float, float]] = {}
        self._together = (float(everybody.at_once), clock())
        self._salt, self._since = secrets.token_bytes(32), clock()

    def allows(self, address: str) -> bool:
        """Whether `address` may try now; counts the try if so."""
        with self._lock:
            now = self._clock()
            if now - self._since > DAY:
                self._forget(now)
            name = hashlib.blake2b(address.encode(), key=self._salt, digest_size=16).digest()
            own = _filled(self._tries.pop(name, (float(self._each.at_once), now)), self._each, now)
            everybody = _filled(self._together, self._all, now)
            may = own >= 1 and everybody >= 1
            self._tries[name] = (own - may, now)
            self._together = (everybody - may, now)
            if len(self._tries) > MOST:
                del self._tries[next(iter(self._tries))]
            return may

    def _forget(self, now: float) -> None:
        self._salt, self._since = secrets.token_bytes(32), now
        self._tries.clear()


def _filled(bucket: tuple[float, float], rate: Rate, now: float) -> float:
    left, then = bucket
    return min(left + (now - then) / rate.seconds, float(rate.at_once))


def address_of(request: HttpRequest) -> str:
    """Who asks, as far as one can tell: behind our own proxy what that one saw, and nothing a client made up."""
    seen = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() if settings.HTTPS else ""
    return seen or request.META.get("REMOTE_ADDR", "")
