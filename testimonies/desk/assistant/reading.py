"""One passage read by the tool, and the reading remembered: pages and verbs ask for the same texts again and again."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict

from testimonies.deidentify.detect import detect
from testimonies.deidentify.finding import Finding
from testimonies.deidentify.subjects import Passage

# Readings hold places and kinds and no words, so keeping them gives nothing away.
_MOST = 20_000
_readings: OrderedDict[bytes, tuple[Finding, ...]] = OrderedDict()
_lock = threading.Lock()


def read_passage(passage: Passage) -> tuple[Finding, ...]:
    """What the tool finds in the passage, whoever it is about."""
    name = hashlib.blake2b(f"{passage.language}\x1f{passage.text}".encode(), digest_size=16).digest()
    with _lock:
        if name in _readings:
            _readings.move_to_end(name)
            return _readings[name]
    found = tuple(detect(passage.text, passage.language))
    with _lock:
        _readings[name] = found
        while len(_readings) > _MOST:
            _readings.popitem(last=False)
    return found
