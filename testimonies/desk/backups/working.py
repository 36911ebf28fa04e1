"""Folders that hold a whole copy of the desk for a while: none may outlive what it was made for.

An erasure does not reach into a copy, so what a killed backup left would keep every erased word.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from testimonies.desk.safe.keys import key_folder, locked

# What a restore put aside, until somebody is sure of what was restored.
ASIDE = "before-restore"
_LOCK, _PREFIXES = "working", ("backup-", "restore-")


@contextmanager
def working_folder(prefix: str) -> Iterator[Path]:
    """A folder in the desk's, of one process at a time; what a killed one leaves goes with the next."""
    if prefix not in _PREFIXES:
        raise ValueError("No sweep would find it.")
    with locked(_LOCK):
        _sweep()
        with tempfile.TemporaryDirectory(dir=_desk(), prefix=prefix) as folder:
            yield Path(folder)


def sweep_left_behind() -> None:
    """Delete what killed backups and restores left; nothing while one is at work."""
    handle = os.open(key_folder() / f"{_LOCK}.lock", os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        _sweep()
    except BlockingIOError:
        return
    finally:
        os.close(handle)


def forget_what_was_put_aside() -> None:
    """Delete the desk of before the last restore: it holds what is to be erased."""
    shutil.rmtree(_desk() / ASIDE, ignore_errors=True)
    if (_desk() / ASIDE).exists():
        raise OSError("before-restore could not be deleted")


def _sweep() -> None:
    for prefix in _PREFIXES:
        for left in _desk().glob(f"{prefix}*"):
            shutil.rmtree(left)


def _desk() -> Path:
    return Path(settings.DATA_DIR) / "desk"
