"""The folder of the receipts' store: the key beside the database, and the desk's public key."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.conf import settings
from nacl.public import PublicKey, SealedBox


class NoPostKey(Exception):
    """The desk has not left its public key here yet, so nothing can be sent to it."""


def folder() -> Path:
    return Path(settings.DATA_DIR) / "receipts" / "store"


def pepper_file() -> Path:
    return folder() / "pepper"


def pepper() -> bytes:
    """The key of all hashes, 32 bytes, made on first use: a copy of the database alone lets nobody try a code."""
    path = pepper_file()
    try:
        return path.read_bytes()
    except FileNotFoundError:
        pass
    whole = _beside(path, secrets.token_bytes(32))
    try:
        # Linked whole: of two processes that start at once only one key may win.
        os.link(whole, path)
    except FileExistsError:
        pass
    finally:
        whole.unlink()
    return path.read_bytes()


def keep_pepper(key: bytes) -> None:
    """Hash with `key` from now on: a backup's, whose hashes are back."""
    _beside(pepper_file(), key).replace(pepper_file())


def keep_post_key(key: bytes) -> None:
    """Leave the desk's public key here, where it is not there already."""
    path = folder() / "desk.pub"
    if not path.exists() or path.read_bytes() != key:
        _beside(path, key).replace(path)


def seal_for_the_desk(content: bytes) -> bytes:
    """`content` as only the desk can read it. Raises `NoPostKey`."""
    try:
        key = (folder() / "desk.pub").read_bytes()
    except FileNotFoundError:
        raise NoPostKey from None
    return bytes(SealedBox(PublicKey(key)).encrypt(content))


def _beside(path: Path, content: bytes) -> Path:
    whole = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    # The group may read it: desk and receipts run as two users of one group.
    handle = os.open(whole, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o640)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return whole
