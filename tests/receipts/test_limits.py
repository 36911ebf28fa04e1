"""How often a code may be tried."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from testimonies.receipts.limits import DAY, EACH, MOST, Limits, Rate, address_of


class Clock:
    """A clock that is put forward by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def allowed(limits: Limits, address: str, times: int) -> int:
    return sum(limits.allows(address) for _ in range(times))


def test_an_address_gets_some_tries_and_then_one_a_minute() -> None:
    clock = Clock()
    limits = Limits(clock=clock)
    assert allowed(limits, "192.0.2.1", 50) == EACH.at_once
    assert limits.allows("192.0.2.2"), "somebody else is not shut out"
    clock.now += EACH.seconds
    assert allowed(limits, "192.0.2.1", 5) == 1


def test_everybody_together_is_bounded_too() -> None:
    limits = Limits(everybody=Rate(at_once=20, seconds=1.0), clock=Clock())
    assert sum(limits.allows(f"192.0.2.{number}") for number in range(100)) == 20


def test_a_day_later_nothing_is_known_of_an_address() -> None:
    clock = Clock()
    limits = Limits(clock=clock)
    limits.allows("192.0.2.1")
    (before,) = limits._tries
    assert b"192.0.2.1" not in before
    clock.now += DAY + 1
    limits.allows("192.0.2.1")
    (after,) = limits._tries
    assert after != before


def test_memory_is_bounded() -> None:
    limits = Limits(everybody=Rate(at_once=10**9, seconds=1.0), clock=Clock())
    for number in range(MOST + 500):
        limits.allows(str(number))
    assert len(limits._tries) == MOST


@pytest.mark.parametrize(
    ("https", "forwarded", "expected"),
    [
        (False, "203.0.113.9", "127.0.0.1"),
        (True, "203.0.113.9", "203.0.113.9"),
        # Whatever a client puts there, our own proxy adds what it saw behind it.
        (True, "made up, 203.0.113.9", "203.0.113.9"),
        (True, "", "127.0.0.1"),
    ],
)
def test_the_address_is_what_our_own_proxy_saw(settings: object, https: bool, forwarded: str, expected: str) -> None:
    settings.HTTPS = https  # type: ignore[attr-defined]
    request = RequestFactory().get("/receipt/", headers={"X-Forwarded-For": forwarded} if forwarded else {})
    assert address_of(request) == expected
