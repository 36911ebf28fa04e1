"""One segment, one file: named arrays behind a small directory, to be mapped and never parsed.

Layout: 8 bytes of magic, 8 bytes giving the directory's length, the directory as JSON, then the arrays, each starting
at a multiple of 64 bytes. Numbers are little-endian. An array is read as a view of the mapped file: nothing is copied
or decoded until somebody looks at it.
"""

import json
import mmap
import os
from pathlib import Path
from typing import Any

import numpy as np

from testimonies.edition.search.engine.errors import IndexDamaged

MAGIC = b"TSTMSEG1"
_ALIGN = 64

Array = np.ndarray[Any, np.dtype[Any]]


def write(path: Path, arrays: dict[str, Array], facts: dict[str, Any]) -> None:
    """Writes the arrays and the JSON-able facts to `path` and returns once the bytes are on the disk."""
    directory: dict[str, Any] = {"facts": facts, "arrays": {}}
    offset = 0
    for name, array in arrays.items():
        little = array.dtype.newbyteorder("<")
        directory["arrays"][name] = [little.str, len(array), offset]
        offset += -(-array.nbytes // _ALIGN) * _ALIGN
    head = json.dumps(directory, ensure_ascii=True).encode()
    start = -(-(16 + len(head)) // _ALIGN) * _ALIGN
    with path.open("xb") as file:
        file.write(MAGIC + len(head).to_bytes(8, "little") + head)
        file.write(b"\0" * (start - file.tell()))
        for array in arrays.values():
            plain = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<"))
            file.write(plain.data if plain.nbytes else b"")
            file.write(b"\0" * (-plain.nbytes % _ALIGN))
        file.flush()
        os.fsync(file.fileno())


def read(path: Path) -> tuple[dict[str, Array], dict[str, Any]]:
    """Maps the file; the arrays stay readable after the file's name is gone. Raises FileNotFoundError, IndexDamaged."""
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        if size < 16:
            raise IndexDamaged("a segment file is shorter than its head")
        mapped = mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ)
    length = int.from_bytes(mapped[8:16], "little")
    if mapped[:8] != MAGIC or 16 + length > size:
        raise IndexDamaged("a segment file does not start as one")
    try:
        directory = json.loads(mapped[16 : 16 + length])
        start = -(-(16 + length) // _ALIGN) * _ALIGN
        arrays = {
            name: np.frombuffer(mapped, dtype=np.dtype(kind), count=count, offset=start + offset)
            for name, (kind, count, offset) in directory["arrays"].items()
        }
        return arrays, directory["facts"]
    except (ValueError, KeyError, TypeError) as error:
        raise IndexDamaged("a segment file's directory cannot be read") from error
