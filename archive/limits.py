"""How much one address may ask of this process in a while: counted in memory, under a name that lasts a day."""

from __future__ import annotations

import hashlib
import ipaddress
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

# Some ten megabytes. Whoever is dropped for the space is counted anew, which harms nobody.
MOST_KEPT = 50_000
_DAY = 24 * 3600


@dataclass(frozen=True)
class Budget:
    """`burst` at once, and `per_second` from then on, both in whatever the costs are counted in."""

    name: str
    burst: float
    per_second: float


class Limits:
    """What each address has spent. `clock` gives seconds that never go back.

    One number is kept for each: the moment at which what it spent is paid off (the generic cell rate algorithm of
    ATM Forum TM 4.0). The address itself is kept nowhere: it is hashed with a salt that is drawn anew every day and
    written down nowhere, so that no two days can be compared.

    Threads may race for a number, and then one request is not counted: that is cheaper than a lock.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._paid_off: OrderedDict[bytes, float] = OrderedDict()
        self._begin_a_day()

    def spend(self, address: str, budget: Budget, cost: float) -> float:
        """0.0 where `address` may; else the seconds after which it may, and nothing is spent."""
        now = self._clock()
        if now >= self._until:
            self._begin_a_day()
        who = self._name(address, budget)
        paid_off = max(self._paid_off.get(who, now), now) + cost / budget.per_second
        wait = paid_off - now - budget.burst / budget.per_second
        if wait > 0:
            return wait
        self._paid_off[who] = paid_off
        self._paid_off.move_to_end(who)
        if len(self._paid_off) > MOST_KEPT:
            self._paid_off.popitem(last=False)
        return 0.0

    def _begin_a_day(self) -> None:
        self._salt, self._until = secrets.token_bytes(32), self._clock() + _DAY
        self._paid_off.clear()

    def _name(self, address: str, budget: Budget) -> bytes:
        return hashlib.blake2b(f"{budget.name} {address}".encode(), key=self._salt, digest_size=12).digest()


def one_household(address: str) -> str:
    """What counts as one address: an IPv4 address, or the /64 that a provider gives to one line.

    Empty for what cannot be a reader's: nonsense, and addresses of this machine or its own network. There a proxy
    stands that nobody told the archive of, or an onion service, and to count it would shut everybody out at once.
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is None:
            return str(int(found) >> 64) if found.is_global else ""
        found = found.ipv4_mapped
    return str(found) if found.is_global else ""
