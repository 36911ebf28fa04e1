"""Signatures (Ed25519) with a key that no database holds."""

from __future__ import annotations

import secrets

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey

from testimonies.desk.safe.keys import read_or_make

_FILE = "log.key"


class Signer:
    """The archive's own hand. `purpose` keeps a signature of one kind of thing from passing for another."""

    def __init__(self, file: str = _FILE) -> None:
        self._key = SigningKey(read_or_make(file, lambda: secrets.token_bytes(32)))

    @property
    def public(self) -> str:
        """What others check the signatures with: 32 bytes, in hexadecimal."""
        return bytes(self._key.verify_key).hex()

    def sign(self, purpose: str, words: str) -> str:
        """64 bytes, in hexadecimal."""
        return bytes(self._key.sign(_message(purpose, words)).signature).hex()

    def signed(self, purpose: str, words: str, signature: str) -> bool:
        """Whether `signature` is this archive's."""
        try:
            self._key.verify_key.verify(_message(purpose, words), bytes.fromhex(signature))
        except (BadSignatureError, ValueError, TypeError):
            return False
        return True


def _message(purpose: str, words: str) -> bytes:
    return f"{purpose}\x00{words}".encode()
