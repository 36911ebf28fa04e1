"""The keys of encrypted fields, and what they close: XChaCha20-Poly1305 with the place of the value as its context.

A closed value is one byte of format, eight bytes that name the key, and what PyNaCl's `Aead` makes (nonce, ciphertext,
tag). Its context is never stored: table, row and column are where the value lies, so it opens nowhere else.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from nacl.exceptions import CryptoError
from nacl.secret import Aead

from testimonies.desk.safe.keys import key_folder, locked, read_or_make, replace
from testimonies.durable import remove_left_beside

_FILE = "fields.json"
_FORMAT = b"\x01"
_ID = 8
# So many bytes at its beginning say what closed a value.
NAMED = len(_FORMAT) + _ID


class Unreadable(Exception):
    """A closed value that does not open: altered, put here from elsewhere, or its key is gone."""


class KeyGone(Unreadable):
    """The key that closed the value is not on the ring."""


@dataclass(frozen=True)
class Key:
    """A key of 32 bytes and when it was put on the ring."""

    secret: bytes
    made_at: datetime

    @property
    def name(self) -> bytes:
        """Eight bytes by which a value says what closed it; they tell nothing of the key."""
        return hashlib.blake2b(self.secret, digest_size=_ID, person=b"field-key").digest()


@dataclass(frozen=True)
class Keyring:
    """The keys, the oldest first; the last one closes, each of them opens."""

    keys: tuple[Key, ...]

    @property
    def current(self) -> Key:
        return self.keys[-1]

    def close(self, words: str, place: str) -> bytes:
        """`words` closed for the `place` where they will lie."""
        return self.close_bytes(words.encode(), place)

    def close_bytes(self, content: bytes, place: str) -> bytes:
        """`content`, such as a file's, closed for the `place` where it will lie."""
        head = _FORMAT + self.current.name
        return head + bytes(Aead(self.current.secret).encrypt(content, head + place.encode()))

    def open(self, closed: bytes, place: str) -> str:
        """The words closed for `place`. Raises `Unreadable`, whose message says nothing of the value."""
        try:
            return self.open_bytes(closed, place).decode()
        except ValueError:
            raise Unreadable("not words") from None

    def open_bytes(self, closed: bytes, place: str) -> bytes:
        """The content closed for `place`. Raises `Unreadable`."""
        head, rest = closed[: 1 + _ID], closed[1 + _ID :]
        if len(head) <= _ID or head[:1] != _FORMAT:
            raise Unreadable("not a closed value")
        key = next((key for key in self.keys if key.name == head[1:]), None)
        if key is None:
            raise KeyGone("its key is not on the ring")
        try:
            return bytes(Aead(key.secret).decrypt(rest, head + place.encode()))
        except (CryptoError, ValueError):
            raise Unreadable("altered, or put here from elsewhere") from None

    def is_current(self, closed: bytes) -> bool:
        """Whether the newest key closed it."""
        return closed[: 1 + _ID] == _FORMAT + self.current.name


def keyring() -> Keyring:
    """The ring as the file has it now: another process may have added a key a moment ago."""
    return _read(read_or_make(_FILE, lambda: _written((_new_key(),))))


def add_key() -> Keyring:
    """Put a new key on the ring; from now on it closes."""
    with locked(_FILE):
        return _keep((*keyring().keys, _new_key()))


def forget_older_keys() -> Keyring:
    """Take every key but the newest from the ring. What they closed, also in old backups, opens no more."""
    with locked(_FILE):
        return _keep((keyring().current,))


def put_older_keys(content: bytes) -> Keyring:
    """Add the keys of another ring's file behind the present ones: they open, and never close."""
    with locked(_FILE):
        present = keyring().keys
        known = {key.name for key in present}
        return _keep((*(key for key in _read(content).keys if key.name not in known), *present))


def _keep(keys: tuple[Key, ...]) -> Keyring:
    file = key_folder() / _FILE
    # Under the lock: what somebody wrote who was killed may hold a key that is to be forgotten.
    remove_left_beside(file)
    replace(file, _written(keys))
    return Keyring(keys)


def _new_key() -> Key:
    return Key(secrets.token_bytes(Aead.KEY_SIZE), timezone.now())


def _written(keys: tuple[Key, ...]) -> bytes:
    return json.dumps([{"secret": key.secret.hex(), "made_at": key.made_at.isoformat()} for key in keys]).encode()


def _read(content: bytes) -> Keyring:
    rows = json.loads(content)
    return Keyring(tuple(Key(bytes.fromhex(row["secret"]), datetime.fromisoformat(row["made_at"])) for row in rows))
