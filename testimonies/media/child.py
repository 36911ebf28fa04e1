"""The child: one process that has loaded the decoders and never reads a picture, and a fresh copy of it for each file.

A file that takes its process over therefore finds no other photograph in it, and the next file a clean one. Copying
costs milliseconds, starting anew would cost a quarter of a second. Started by `workshop`; not for hands.
"""

import os
import select
import sys
from dataclasses import asdict
from typing import Any

from testimonies.media import derive, faces, messages, regions
from testimonies.media.confine import apart, confine
from testimonies.media.limits import Limits, Reason, Refused

# The exit status when a copy ended by itself without an answer; ended by a signal it is 128 and the signal's number.
FAILED = 1
Answer = tuple[dict[str, Any], list[bytes]]


def main(lifeline: int) -> None:
    """Answer one message after the other until nobody can send another; end with the first copy that ends badly."""
    derive.load()
    apart()
    waiting = select.poll()
    waiting.register(0, select.POLLIN)
    while waiting.poll()[0][1] & select.POLLIN:
        copy = os.fork()
        if copy == 0:
            os._exit(_one(lifeline))
        status = os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1])
        if status:
            sys.exit(status if status > 0 else 128 - status)


def _one(lifeline: int) -> int:
    """Read one message, do its work confined, answer. Returns the status to exit with."""
    try:
        asked, blocks = messages.receive(_read)
        limits = Limits(**asked["limits"])
        if asked["work"] == "suggest":
            faces.load()
        confine(limits, lifeline)
        facts, pictures = _answer(asked, blocks[0], limits)
        messages.send(_write, facts, pictures)
    except BaseException:  # noqa: BLE001 - what goes wrong here is told by the status alone: a message may quote a file
        return FAILED
    return 0


def _answer(asked: dict[str, Any], data: bytes, limits: Limits) -> Answer:
    try:
        return _WORK[asked["work"]](asked, data, limits)
    except Refused as refused:
        return {"refused": refused.reason.value}, []
    except MemoryError:
        return {"refused": Reason.TOO_HUNGRY.value}, []


def _admit(_: dict[str, Any], data: bytes, limits: Limits) -> Answer:
    return asdict(derive.admit(data, limits)), []


def _derive(asked: dict[str, Any], data: bytes, limits: Limits) -> Answer:
    made = derive.derive(data, regions.from_data(asked["regions"]), limits)
    facts = [{"format": one.format, "width": one.width, "height": one.height} for one in made]
    return {"made": facts}, [one.data for one in made]


def _preview(asked: dict[str, Any], data: bytes, limits: Limits) -> Answer:
    return {}, [derive.preview(data, regions.from_data(asked["regions"]), int(asked["width"]), limits)]


def _suggest(_: dict[str, Any], data: bytes, limits: Limits) -> Answer:
    return {"regions": regions.to_data(faces.suggest(data, limits))}, []


_WORK = {"admit": _admit, "derive": _derive, "preview": _preview, "suggest": _suggest}


def _read(size: int) -> bytes:
    """Exactly `size` bytes. Nothing is read ahead: the next message belongs to the next copy."""
    parts = []
    while size:
        part = os.read(0, min(size, 1 << 20))
        if not part:
            raise messages.Broken
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _write(data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(1, view) :]


if __name__ == "__main__":
    main(int(sys.argv[1]))
