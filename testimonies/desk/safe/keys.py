"""The folder of keys: files that only the staff process can read, outside every database."""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings


def key_folder() -> Path:
    """`var/desk/keys/`, made where it is missing, and closed to every other system user."""
    folder = Path(settings.DATA_DIR) / "desk" / "keys"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def read_or_make(name: str, make: Callable[[], bytes]) -> bytes:
    """What the file `name` holds; made on first use, and never written over."""
    path = key_folder() / name
    try:
        return path.read_bytes()
    except FileNotFoundError:
        pass
    whole = _beside(path, make())
    try:
        # Linked whole: of two processes that start at once only one key may win, and nobody may read half of it.
        os.link(whole, path)
    except FileExistsError:
        pass
    finally:
        whole.unlink()
    _flush_names(path.parent)
    return path.read_bytes()


def replace(path: Path, content: bytes) -> None:
    """Put `content` where `path` is: a reader, or a crash, finds the old file or the new one, each whole."""
    _beside(path, content).replace(path)
    _flush_names(path.parent)


@contextmanager
def locked(name: str) -> Iterator[None]:
    """One process at a time, and one thread."""
    handle = os.open(key_folder() / f"{name}.lock", os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _beside(path: Path, content: bytes) -> Path:
    whole = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(whole, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return whole


def _flush_names(folder: Path) -> None:
    # Without this a power cut may forget a key that already closed something.
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
