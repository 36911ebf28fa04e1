"""The room's work in a child process, so that a hostile file can end only that child.

What the desk calls. Every function blocks until its answer is there, and may be called from several threads. What comes
back is checked here once more: the child has touched the file and is not believed.
"""

import atexit
import os
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import cache
from queue import LifoQueue
from types import TracebackType
from typing import Any, Self, TypeVar

from testimonies.media.check import check, jpeg_size
from testimonies.media.exiftool import second_opinion
from testimonies.media.facts import Derivative, Facts
from testimonies.media.kinds import Kind, identify
from testimonies.media.limits import LIMITS, Limits, Reason, Refused
from testimonies.media.process import Process
from testimonies.media.regions import Region, from_data, to_data

Result = TypeVar("Result")
Blocks = list[bytes]


class Workshop:
    """At most `size` children at once, each started when first needed; close it, or use it in a `with`."""

    def __init__(self, size: int = 1, limits: Limits = LIMITS) -> None:
        self.size, self.limits = size, limits
        self._places: LifoQueue[Process | None] = LifoQueue()
        for _ in range(size):
            self._places.put(None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the children, once each has answered. The next call would start new ones."""
        for _ in range(self.size):
            if process := self._places.get():
                process.end()
        for _ in range(self.size):
            self._places.put(None)

    def forget(self) -> None:
        """After a fork: leave the children to the process that started them."""
        while not self._places.empty():
            if process := self._places.get():
                process.let_go()
        for _ in range(self.size):
            self._places.put(None)

    def admit(self, data: bytes) -> Facts:
        """Whether this file is a photograph that decodes whole: its facts as shown. Refused otherwise."""
        return self._ask({"work": "admit"}, data, _facts)

    def derive(self, data: bytes, regions: Sequence[Region] = ()) -> tuple[Derivative, ...]:
        """The public pictures, smallest first, each width as WebP and as JPEG. Refused: any error."""
        made = self._ask({"work": "derive", "regions": to_data(regions)}, data, _derivatives)
        second_opinion([one.data for one in made])
        return made

    def preview(self, data: bytes, regions: Sequence[Region], width: int) -> bytes:
        """A JPEG at most `width` pixels wide, covered as the public one will be. For staff."""
        return self._ask({"work": "preview", "regions": to_data(regions), "width": width}, data, _picture)

    def picture_for_staff(self, data: bytes, width: int) -> bytes:
        """A JPEG at most `width` pixels wide, uncovered, oriented, without metadata: what staff draw on."""
        return self.preview(data, (), width)

    def suggest(self, data: bytes) -> tuple[Region, ...]:
        """Where faces may be, surest first. Refused: no model is installed (`faces.available`), or as `admit`."""
        return self._ask({"work": "suggest"}, data, lambda facts, _: from_data(facts["regions"]))

    def _ask(self, facts: dict[str, Any], data: bytes, read: Callable[[dict[str, Any], Blocks], Result]) -> Result:
        # What can be said without a child is said here.
        if len(data) > self.limits.bytes:
            raise Refused(Reason.TOO_BIG)
        identify(data)
        process = self._places.get()
        kept = None
        try:
            process = _started() if process is None else process
            answer, blocks = process.ask({**facts, "limits": asdict(self.limits)}, data, self.limits)
            kept = process
        finally:
            if process is not None and kept is None:
                process.end()
            self._places.put(kept)
        if "refused" in answer:
            raise Refused(_reason(answer["refused"]))
        try:
            return read(answer, blocks)
        except (KeyError, TypeError, ValueError, IndexError):
            raise Refused(Reason.UNCLEAN) from None


def _started() -> Process:
    try:
        return Process()
    except OSError:
        raise Refused(Reason.UNAVAILABLE) from None


def _reason(given: Any) -> Reason:
    return Reason(given) if given in set(Reason) else Reason.DAMAGED


def _facts(facts: dict[str, Any], _: Blocks) -> Facts:
    return Facts(Kind(facts["kind"]), int(facts["width"]), int(facts["height"]), int(facts["frames"]))


def _derivatives(facts: dict[str, Any], blocks: Blocks) -> tuple[Derivative, ...]:
    made = []
    for one, data in zip(facts["made"], blocks, strict=True):
        size = int(one["width"]), int(one["height"])
        check(one["format"], data, size)
        made.append(Derivative(one["format"], *size, data))
    if not made:
        raise Refused(Reason.NOTHING_LEFT)
    return tuple(made)


def _picture(_: dict[str, Any], blocks: Blocks) -> bytes:
    (data,) = blocks
    check("jpeg", data, jpeg_size(data))
    return data


@cache
def shared() -> Workshop:
    """The workshop of this process (one child, started when first needed): for web requests."""
    workshop = Workshop()
    atexit.register(workshop.close)
    os.register_at_fork(after_in_child=workshop.forget)
    return workshop
