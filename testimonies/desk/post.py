"""What contributors send by receipt: sealed to a key of the desk's, so that the process that took it cannot read it."""

from __future__ import annotations

import json
from typing import Any

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox

from testimonies.desk.safe.keys import read_or_make
from testimonies.receipts.counter import keep_post_key

_FILE = "post.key"
# A correction takes half of it at most, escaped and filled up.
LONGEST = 65_536


class NotForUs(Exception):
    """It was not sealed to this desk, or it is none of the things that are."""


def leave_key() -> None:
    """Leave the public half where the receipts process finds it."""
    keep_post_key(bytes(_key().public_key))


def opened(sealed: bytes) -> dict[str, Any]:
    """What was sealed to the desk. Raises `NotForUs`, also for text that is none, such as half a letter."""
    if len(sealed) > LONGEST:
        raise NotForUs
    try:
        content = json.loads(SealedBox(_key()).decrypt(sealed))
        json.dumps(content, ensure_ascii=False).encode()
    except (CryptoError, ValueError, TypeError, RecursionError):
        raise NotForUs from None
    if not isinstance(content, dict):
        raise NotForUs
    return content


def _key() -> PrivateKey:
    return PrivateKey(read_or_make(_FILE, lambda: bytes(PrivateKey.generate())))
