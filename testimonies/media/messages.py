"""What goes through the pipes between the workshop and its child: a line of JSON facts, then blocks of bytes.

Never pickles: what comes back may have been written by whoever took the child over, and is read as a stranger's.
"""

import json
import struct
from collections.abc import Callable, Sequence
from typing import Any

_HEAD = struct.Struct(">II")  # bytes of the facts, number of blocks
_BLOCK = struct.Struct(">Q")
_MOST_FACTS, _MOST_BLOCKS, _MOST_BYTES = 1 << 20, 64, 1 << 28

Write = Callable[[bytes], object]
Read = Callable[[int], bytes]


class Broken(Exception):
    """What came through the pipe is no message, or its sender is gone."""


def send(write: Write, facts: dict[str, Any], blocks: Sequence[bytes] = ()) -> None:
    head = json.dumps(facts).encode()
    write(_HEAD.pack(len(head), len(blocks)) + head)
    for block in blocks:
        write(_BLOCK.pack(len(block)))
        write(block)


def receive(read: Read) -> tuple[dict[str, Any], list[bytes]]:
    """The next message. `read(n)` gives exactly n bytes or raises. Broken: it is none of ours, or absurdly large."""
    length, count = _HEAD.unpack(read(_HEAD.size))
    if length > _MOST_FACTS or count > _MOST_BLOCKS:
        raise Broken
    try:
        facts = json.loads(read(length))
    except (ValueError, RecursionError):
        raise Broken from None
    blocks: list[bytes] = []
    for _ in range(count):
        size = _BLOCK.unpack(read(_BLOCK.size))[0]
        if size > _MOST_BYTES - sum(map(len, blocks)):
            raise Broken
        blocks.append(read(size))
    if not isinstance(facts, dict):
        raise Broken
    return facts, blocks
