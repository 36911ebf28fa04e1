"""Small files put on the disk whole: after a crash, or a power cut, the old file is there or the new one, never a half.

The lowest room beside the vocabulary, because every wing keeps such files and none may import another. It knows no
Django and no folder of the archive.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def put(path: Path, content: bytes, *, mode: int) -> None:
    """Put `content` where `path` is, on the disk before this returns. `mode` are its permissions, as for `os.open`."""
    beside = _beside(path, content, mode)
    try:
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    flush_names(path.parent)


def read_or_make(path: Path, make: Callable[[], bytes], *, mode: int) -> bytes:
    """What `path` holds; made on first use, and never written over."""
    with suppress(FileNotFoundError):
        return path.read_bytes()
    whole = _beside(path, make(), mode)
    try:
        # Linked whole: of two processes that start at once only one file may win, and nobody may read half of it.
        os.link(whole, path)
    except FileExistsError:
        pass
    finally:
        whole.unlink()
    flush_names(path.parent)
    return path.read_bytes()


def remove_left_beside(path: Path) -> None:
    """Delete what killed writers of `path` left. Only for whoever keeps every other writer out meanwhile."""
    for left in path.parent.glob(f".{path.name}.*"):
        left.unlink(missing_ok=True)


def flush_names(folder: Path) -> None:
    """Without this a power cut may forget that a file of the folder was made, replaced or deleted."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _beside(path: Path, content: bytes, mode: int) -> Path:
    whole = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(whole, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        whole.unlink(missing_ok=True)
        raise
    return whole
