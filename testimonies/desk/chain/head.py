"""The head: number and hash of the last decision, signed and kept beside the key.

Without it, rows cut off at the end would leave a chain that looks whole.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from testimonies.desk.chain.signing import Signer
from testimonies.desk.safe.keys import key_folder, replace

_FILE = "head.json"


class HeadForged(Exception):
    """The file is not what this archive signed."""


@dataclass(frozen=True)
class Head:
    """The last decision known to be stored; number 0 before the first."""

    number: int = 0
    hash: str = ""

    @property
    def words(self) -> str:
        return f"{self.number} {self.hash}"


def read_head(signer: Signer) -> Head | None:
    """None where there is no file. Raises `HeadForged`."""
    try:
        content = json.loads((key_folder() / _FILE).read_bytes())
        head = Head(content["number"], content["hash"])
        signature = content["signature"]
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        raise HeadForged from None
    if not signer.signed("head", head.words, signature):
        raise HeadForged
    return head


def write_head(signer: Signer, head: Head) -> None:
    """Replace the head, whole."""
    content = {"number": head.number, "hash": head.hash, "signature": signer.sign("head", head.words)}
    replace(key_folder() / _FILE, json.dumps(content).encode())
