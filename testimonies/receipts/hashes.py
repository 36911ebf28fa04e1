"""From a code to what is kept of it, and back only by trying."""

from __future__ import annotations

import hmac
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from django.conf import settings

from testimonies.receipts.codes import LENGTH, SELECTOR
from testimonies.receipts.store import pepper


def selector(code: str) -> str:
    """Where the row of `code` is found: 64 hexadecimal digits."""
    return _mac("selector", code[:SELECTOR])


def verifier(code: str) -> str:
    """The slow hash that is kept of `code`."""
    return _hasher().hash(_mac("verifier", code))


def verified(code: str, kept: str | None) -> bool:
    """Whether `kept` is of `code`. Without `kept` the same work is done, so that the time tells nothing."""
    try:
        _hasher().verify(kept or _of_no_code(), _mac("verifier", code))
    except (Argon2Error, InvalidHashError):
        return False
    return kept is not None


def _hasher() -> PasswordHasher:
    given: dict[str, int] = settings.RECEIPT_HASH
    return PasswordHasher(given["time_cost"], given["memory_cost"], given["parallelism"])


@lru_cache(maxsize=1)
def _of_no_code() -> str:
    return verifier("0" * LENGTH)


def _mac(purpose: str, words: str) -> str:
    return hmac.new(pepper(), f"{purpose}\x00{words}".encode(), "sha256").hexdigest()
