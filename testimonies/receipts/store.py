"""The folder of the receipts' store: the key beside the database, and the desk's public key."""

from __future__ import annotations

import secrets
from pathlib import Path

from django.conf import settings
from nacl.public import PublicKey, SealedBox

from testimonies import durable

# The group may read it: desk and receipts run as two users of one group.
_MODE = 0o640


class NoPostKey(Exception):
    """The desk has not left its public key here yet, so nothing can be sent to it."""


def folder() -> Path:
    return Path(settings.DATA_DIR) / "receipts" / "store"


def pepper_file() -> Path:
    return folder() / "pepper"


def pepper() -> bytes:
    """The key of all hashes, 32 bytes, made on first use: a copy of the database alone lets nobody try a code."""
    return durable.read_or_make(pepper_file(), lambda: secrets.token_bytes(32), mode=_MODE)


def keep_pepper(key: bytes) -> None:
    """Hash with `key` from now on: a backup's, whose hashes are back."""
    durable.put(pepper_file(), key, mode=_MODE)


def keep_post_key(key: bytes) -> None:
    """Leave the desk's public key here, where it is not there already."""
    path = folder() / "desk.pub"
    if not path.exists() or path.read_bytes() != key:
        durable.put(path, key, mode=_MODE)


def seal_for_the_desk(content: bytes) -> bytes:
    """`content` as only the desk can read it. Raises `NoPostKey`."""
    try:
        key = (folder() / "desk.pub").read_bytes()
    except FileNotFoundError:
        raise NoPostKey from None
    return bytes(SealedBox(PublicKey(key)).encrypt(content))
