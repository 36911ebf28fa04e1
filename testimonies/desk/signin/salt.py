"""The salt under which failed attempts are counted: one a day, in a file beside the keys, and gone with the day."""

from __future__ import annotations

import secrets
from pathlib import Path

from django.utils import timezone

from testimonies.desk.safe.keys import key_folder, locked, replace


def salt_of_today() -> bytes:
    """32 random bytes, the same in every process until midnight (UTC)."""
    if kept := _kept():
        return kept
    with locked("attempts"):
        # Another process may have drawn it meanwhile.
        if kept := _kept():
            return kept
        salt = secrets.token_bytes(32)
        replace(_file(), f"{_today()} {salt.hex()}".encode())
        return salt


def drop_old_salt() -> None:
    """Take the salt away if its day is over."""
    if not _file().exists() or _kept():
        return
    with locked("attempts"):
        if not _kept():
            _file().unlink(missing_ok=True)


def _kept() -> bytes | None:
    try:
        day, _, salt = _file().read_text().partition(" ")
        return bytes.fromhex(salt) if day == _today() and salt else None
    except (FileNotFoundError, ValueError):
        return None


def _file() -> Path:
    return key_folder() / "attempts.salt"


def _today() -> str:
    return timezone.now().date().isoformat()
