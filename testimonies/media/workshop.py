"""The room's work in a child process, so that a hostile file can end only that child.

What the desk calls. Every function blocks until its answer is there, and may be called from several threads.
"""

from collections.abc import Sequence
from types import TracebackType
from typing import Self

from testimonies.media.derive import Derivative
from testimonies.media.inspect import Facts
from testimonies.media.limits import LIMITS, Limits
from testimonies.media.regions import Region


class Workshop:
    """At most `size` children at once, each started when first needed; close it, or use it in a `with`."""

    def __init__(self, size: int = 1, limits: Limits = LIMITS) -> None:
        self.size, self.limits = size, limits

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the children."""

    def admit(self, data: bytes) -> Facts:
        """Whether this file is a photograph that decodes whole: its facts as shown. Refused otherwise."""
        raise NotImplementedError

    def derive(self, data: bytes, regions: Sequence[Region] = ()) -> tuple[Derivative, ...]:
        """`derive.derive`, and the output checked once more on this side. Refused: any error."""
        raise NotImplementedError

    def preview(self, data: bytes, regions: Sequence[Region], width: int) -> bytes:
        raise NotImplementedError

    def picture_for_staff(self, data: bytes, width: int) -> bytes:
        raise NotImplementedError

    def suggest(self, data: bytes) -> tuple[Region, ...]:
        raise NotImplementedError


def shared() -> Workshop:
    """The workshop of this process (one child, started when first needed): for web requests."""
    raise NotImplementedError
