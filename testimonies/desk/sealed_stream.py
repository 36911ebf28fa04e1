"""A file sealed to a custodian's public key, piece by piece, however large it is. Needs PyNaCl and no Django.

After one line of format come a key for this file in a libsodium sealed box, and then the file in libsodium's secret
stream: pieces cannot be changed, exchanged, or cut off at the end without it being noticed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from nacl import bindings
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

MAGIC = b"testimony-archive sealed file 1\n"
_PIECE = 1 << 16
_BOX = bindings.crypto_secretstream_xchacha20poly1305_KEYBYTES + bindings.crypto_box_SEALBYTES
_HEADER = bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES
_MORE = bindings.crypto_secretstream_xchacha20poly1305_ABYTES
_FINAL = bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL


class Damaged(Exception):
    """The file is not one of these, was changed, or is sealed to another key."""


class SealedWriter:
    """A file to write to; what reaches the disk is sealed. It is whole only after `close`."""

    def __init__(self, file: BinaryIO, key: PublicKey) -> None:
        own = bindings.crypto_secretstream_xchacha20poly1305_keygen()
        self._state = bindings.crypto_secretstream_xchacha20poly1305_state()
        header = bindings.crypto_secretstream_xchacha20poly1305_init_push(self._state, own)
        self._file, self._waiting = file, bytearray()
        file.write(MAGIC + SealedBox(key).encrypt(own) + header)

    def write(self, content: bytes) -> int:
        self._waiting += content
        while len(self._waiting) > _PIECE:
            piece, self._waiting = bytes(self._waiting[:_PIECE]), self._waiting[_PIECE:]
            self._file.write(bindings.crypto_secretstream_xchacha20poly1305_push(self._state, piece))
        return len(content)

    def close(self) -> None:
        """Write the last piece, marked as such."""
        push = bindings.crypto_secretstream_xchacha20poly1305_push
        self._file.write(push(self._state, bytes(self._waiting), tag=_FINAL))


def opened(file: BinaryIO, key: PrivateKey) -> Iterator[bytes]:
    """The pieces of the file as it was before it was sealed. Raises `Damaged`, maybe after some pieces."""
    if file.read(len(MAGIC)) != MAGIC:
        raise Damaged
    state, last = bindings.crypto_secretstream_xchacha20poly1305_state(), 0
    try:
        own = SealedBox(key).decrypt(file.read(_BOX))
        bindings.crypto_secretstream_xchacha20poly1305_init_pull(state, file.read(_HEADER), own)
        while piece := file.read(_PIECE + _MORE):
            content, last = bindings.crypto_secretstream_xchacha20poly1305_pull(state, piece)
            yield content
    except (CryptoError, RuntimeError, ValueError):
        raise Damaged from None
    if last != _FINAL:
        raise Damaged
