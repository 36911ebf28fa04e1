"""The folder of keys: files that only the staff process can read, outside every database."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from testimonies import durable

_MODE = 0o600


def key_folder() -> Path:
    """`ARCHIVE_KEYS`, or `desk/keys/` of the data; made where it is missing, and closed to every other system user."""
    folder: Path = settings.KEYS_DIR or Path(settings.DATA_DIR) / "desk" / "keys"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def read_or_make(name: str, make: Callable[[], bytes]) -> bytes:
    """What the file `name` holds; made on first use, and never written over."""
    return durable.read_or_make(key_folder() / name, make, mode=_MODE)


def replace(path: Path, content: bytes) -> None:
    """Put `content` where `path` is: a reader, or a crash, finds the old file or the new one, each whole."""
    durable.put(path, content, mode=_MODE)


@contextmanager
def locked(name: str) -> Iterator[None]:
    """One process at a time, and one thread."""
    handle = os.open(key_folder() / f"{name}.lock", os.O_WRONLY | os.O_CREAT, _MODE)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
