"""Whether the data of a JPEG is whole. Pillow takes what libjpeg only warns of: of half a file it makes the rest up.

OpenCV, where it is installed, lets libjpeg write its warning to the standard error of the process, and that is read
here. Without OpenCV a JPEG that was cut and closed again is taken, as every viewer takes it.
"""

import os
import re
from functools import cache
from importlib.util import find_spec
from typing import Any

# Some cameras fill up with a few bytes before the end; more than that is data that did not fit.
_FILLING = 16
_DAMAGE = re.compile(rb"premature end|bad Huffman code|inconsistent progression", re.IGNORECASE)
_LEFT_OVER = re.compile(rb"(\d+) extraneous bytes before marker 0x(\w\w)")


@cache
def load() -> Any:
    """OpenCV, loaded now, so that a process without files can use it later; None where it is not installed."""
    if find_spec("cv2") is None:
        return None
    import cv2

    cv2.setNumThreads(1)
    return cv2


def is_whole(data: bytes) -> bool:
    """False: libjpeg has to invent pixels. For the child: it turns the standard error of the process aside."""
    reader = load()
    if reader is None:
        return True
    import numpy as np

    said = _said(lambda: reader.imdecode(np.frombuffer(data, np.uint8), reader.IMREAD_REDUCED_GRAYSCALE_8))
    left_over = _LEFT_OVER.search(said)
    if left_over and (int(left_over[1]) > _FILLING or left_over[2] != b"d9"):
        return False
    return not _DAMAGE.search(said)


def _said(work: Any) -> bytes:
    """What `work` writes to the standard error; it writes a line at most, which fits into the pipe."""
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    os.set_blocking(writing, False)
    kept = os.dup(2)
    try:
        os.dup2(writing, 2)
        work()
    finally:
        os.dup2(kept, 2)
        for handle in (kept, writing):
            os.close(handle)
    try:
        return os.read(reading, 1 << 16)
    except BlockingIOError:
        return b""
    finally:
        os.close(reading)
