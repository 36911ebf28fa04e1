"""Sealing: writing down what this machine must not be able to read.

A libsodium sealed box (PyNaCl `SealedBox`): the public key here encrypts, the private key, which a custodian keeps
on a machine of their own, decrypts.
"""

from pathlib import Path

from django.conf import settings
from nacl.encoding import HexEncoder
from nacl.public import PrivateKey, PublicKey, SealedBox


class NoSealKey(Exception):
    """There is no public key to seal to, so nothing confidential can be taken in."""


def seal(words: str) -> bytes:
    """`words` sealed to the custodian's key. Raises `NoSealKey`."""
    try:
        key = PublicKey(_path().read_bytes().strip(), encoder=HexEncoder)
    except FileNotFoundError:
        raise NoSealKey from None
    return bytes(SealedBox(key).encrypt(words.encode()))


def has_seal_key() -> bool:
    return _path().exists()


def make_seal_key() -> str:
    """Keep a new public key here and return the private one, in hexadecimal, to be written elsewhere."""
    private = PrivateKey.generate()
    _path().write_bytes(private.public_key.encode(HexEncoder))
    return str(private.encode(HexEncoder).decode())


def _path() -> Path:
    return Path(settings.DATA_DIR) / "desk" / "seal.pub"
