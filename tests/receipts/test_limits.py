"""How often codes may be tried altogether."""

from __future__ import annotations

from testimonies.receipts.limits import AT_ONCE, SECONDS, Together


class Clock:
    """A clock that is put forward by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_everybody_together_is_bounded_and_goes_on_after_a_while() -> None:
    clock = Clock()
    together = Together(clock=clock)
    assert sum(together.allows() for _ in range(3 * AT_ONCE)) == AT_ONCE
    clock.now += 10 * SECONDS
    assert sum(together.allows() for _ in range(50)) == 10
    clock.now += 10**6
    assert sum(together.allows() for _ in range(3 * AT_ONCE)) == AT_ONCE, "a quiet night is not saved up"
