"""Sealing: writing down what this machine must not be able to read.

A libsodium sealed box (PyNaCl `SealedBox`): the public key here encrypts, the private key, which a custodian keeps
on a machine of their own, decrypts (`unseal.py`). Inside the box the words are beside the code and the field they
belong to, so that an entry hung onto another record is noticed when it is opened.
"""

from __future__ import annotations

import json
from pathlib import Path

from django.conf import settings
from nacl.encoding import HexEncoder
from nacl.public import PrivateKey, PublicKey, SealedBox

from testimonies.desk.safe.keys import replace
from testimonies.desk.unseal import key_name


class NoSealKey(Exception):
    """There is no public key to seal to, so nothing confidential can be taken in."""


def seal(words: str, *, code: str, field: str) -> tuple[str, bytes]:
    """The name of the custodian's key, and `words` sealed to it. Raises `NoSealKey`."""
    key = seal_key()
    content = json.dumps({"code": code, "field": field, "words": words}, ensure_ascii=False)
    return key_name(key), bytes(SealedBox(key).encrypt(content.encode()))


def seal_key() -> PublicKey:
    """The custodian's public key. Raises `NoSealKey`."""
    return key_in(_path())


def key_in(file: Path) -> PublicKey:
    """The public key in `file`, as it is kept at the desk. Raises `NoSealKey`, or `ValueError` where it is none."""
    try:
        return PublicKey(file.read_bytes().strip(), encoder=HexEncoder)
    except FileNotFoundError:
        raise NoSealKey from None


def has_seal_key() -> bool:
    return _path().exists()


def make_seal_key() -> str:
    """Keep a new public key here and return the private one, in hexadecimal, to be written elsewhere."""
    private = PrivateKey.generate()
    keep_seal_key(private.public_key)
    return str(private.encode(HexEncoder).decode())


def keep_seal_key(key: PublicKey) -> None:
    """Seal to `key` from now on. What was sealed before opens with the private half it was sealed for."""
    replace(_path(), key.encode(HexEncoder))


def key_facts(key: PublicKey) -> dict[str, str]:
    """What a decision says of a public key, for which `verify_decisions` looks."""
    return {"key": key_name(key), "public": key.encode(HexEncoder).decode()}


def _path() -> Path:
    return Path(settings.DATA_DIR) / "desk" / "seal.pub"
