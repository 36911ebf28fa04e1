"""Open what the archive sealed: on a custodian's own machine, without a database, without Django, without a network.

    python -m testimonies.desk.unseal BUNDLE --key PRIVATE      prints the fields of an exported bundle
    python -m testimonies.desk.unseal BACKUP --key PRIVATE --out TAR   opens a backup
    python -m testimonies.desk.unseal --make-key PRIVATE        makes a key pair, PRIVATE and PRIVATE.pub

It needs Python and PyNaCl. Exit status 1 means that something could not be read; it says what.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from base64 import b64decode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from nacl.encoding import HexEncoder
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from testimonies.desk.sealed_stream import Damaged, opened

BUNDLE = "testimony-archive sealed bundle 1"
# A public key's file says so: nobody may hand the archive the private half by mistake.
PUBLIC = "testimony-archive-public-key "


class CannotOpen(Exception):
    """A sentence that says what cannot be read and why; never a word of what is sealed."""


@dataclass(frozen=True)
class Entry:
    """One field of a bundle: its words, or why they cannot be read."""

    field: str
    words: str = ""
    problem: str = ""


def key_name(key: PublicKey) -> str:
    """Sixteen hexadecimal digits by which people and files tell public keys apart."""
    return hashlib.blake2b(bytes(key), digest_size=8, person=b"seal-key").hexdigest()


def read_private_key(path: Path) -> PrivateKey:
    """The private key in the file `path`. Raises `CannotOpen`."""
    try:
        return PrivateKey(path.read_bytes().strip(), encoder=HexEncoder)
    except OSError as error:
        raise CannotOpen(f"The key cannot be read: {error.strerror}.") from None
    except (ValueError, TypeError, CryptoError):
        raise CannotOpen("The key file is not a private key of this archive.") from None


def read_public_key(path: Path) -> PublicKey:
    """The public key in the file `path`, as `--make-key` wrote it. Raises `CannotOpen`."""
    try:
        words = path.read_text("ascii")
        if not words.startswith(PUBLIC):
            raise CannotOpen("This is not a public key's file; the private half stays with the custodian.")
        return PublicKey(words.removeprefix(PUBLIC).strip().encode(), encoder=HexEncoder)
    except OSError as error:
        raise CannotOpen(f"The key cannot be read: {error.strerror}.") from None
    except (ValueError, TypeError, CryptoError):
        raise CannotOpen("The key file is damaged.") from None


def open_bundle(content: bytes, key: PrivateKey) -> tuple[str, list[Entry]]:
    """The code of the testimony and its fields, each opened or with its problem. Raises `CannotOpen`."""
    try:
        bundle = json.loads(content)
        if bundle["format"] != BUNDLE:
            raise CannotOpen("This bundle was made by another version of the archive.")
        code = str(bundle["code"])
        sealed = [
            (str(entry["field"]), str(entry["key"]), b64decode(entry["ciphertext"], validate=True))
            for entry in bundle["entries"]
        ]
    except (ValueError, KeyError, TypeError):
        raise CannotOpen("This file is not a bundle of sealed fields.") from None
    return code, [_open(code, field, name, box, key) for field, name, box in sealed]


def _open(code: str, field: str, name: str, box: bytes, key: PrivateKey) -> Entry:
    if name and name != key_name(key.public_key):
        return Entry(field, problem=f"sealed to another key, {name}; this one is {key_name(key.public_key)}")
    try:
        content = json.loads(SealedBox(key).decrypt(box))
        whose = content["code"], content["field"]
        words = content["words"]
    except (CryptoError, ValueError, KeyError, TypeError):
        return Entry(field, problem="damaged, or sealed to another key")
    if whose != (code, field) or not isinstance(words, str):
        return Entry(field, problem="belongs to another record or field: somebody put it here")
    return Entry(field, words)


def lines(content: bytes, key: PrivateKey) -> Iterator[tuple[str, bool]]:
    """What to print, and whether it is a problem."""
    code, entries = open_bundle(content, key)
    yield code, False
    for entry in entries:
        yield f"{entry.field}: {entry.problem or _safe(entry.words)}", bool(entry.problem)


def _safe(words: str) -> str:
    """Control characters would let a stored text write over the reader's screen."""
    return "".join(c if c.isprintable() or c == "\n" else "\N{REPLACEMENT CHARACTER}" for c in words)


def open_file(sealed: Path, key: PrivateKey, out: Path) -> None:
    """Write what the sealed file holds to `out`, or nothing. Raises `CannotOpen` or `OSError`."""
    with sealed.open("rb") as file, os.fdopen(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as to:
        try:
            for piece in opened(file, key):
                to.write(piece)
        except Damaged:
            out.unlink()
            raise CannotOpen("This file is damaged, or sealed to another key.") from None


def make_key(path: Path) -> str:
    """Write a private key to `path` and its public half beside it; the name of the pair. Raises `OSError`."""
    private = PrivateKey.generate()
    public = PUBLIC + private.public_key.encode(HexEncoder).decode() + "\n"
    for file, words in ((path, private.encode(HexEncoder).decode()), (path.with_name(path.name + ".pub"), public)):
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
            handle.write(words)
    return key_name(private.public_key)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; returns its exit status."""
    parser = argparse.ArgumentParser(prog="unseal", description="Open a bundle of sealed fields, on your own machine.")
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="the bundle")
    parser.add_argument("--key", type=Path, help="your private key")
    parser.add_argument("--out", type=Path, metavar="TAR", help="where the contents of a backup go")
    parser.add_argument("--make-key", type=Path, metavar="PRIVATE", help="make a key pair instead")
    given = parser.parse_args(arguments)
    try:
        if given.make_key:
            name = make_key(given.make_key)
            sys.stdout.write(f"Key pair {name}. Give the archive {given.make_key}.pub, and nobody {given.make_key}.\n")
            return 0
        if not (given.file and given.key):
            parser.error("give a FILE and its --key, or --make-key")
        if given.out:
            open_file(given.file, read_private_key(given.key), given.out)
            return 0
        printed = list(lines(given.file.read_bytes(), read_private_key(given.key)))
    except CannotOpen as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except OSError as error:
        sys.stderr.write(f"{error.filename}: {error.strerror}.\n")
        return 1
    for sentence, wrong in printed:
        (sys.stderr if wrong else sys.stdout).write(f"{sentence}\n")
    return int(any(wrong for _, wrong in printed))


if __name__ == "__main__":
    sys.exit(main())
