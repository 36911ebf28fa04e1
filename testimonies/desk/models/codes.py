"""Codes by which the world knows an account."""

import re
import secrets

# Crockford's base 32: no I, L, O or U, so that a code survives being read out over a telephone.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE = re.compile(rf"NKR-[{_ALPHABET}]{{4,12}}")


def new_code() -> str:
    """A code of 40 random bits, like `NKR-7F3K9QXD`: says nothing of when, or after whom, the account came in."""
    return "NKR-" + "".join(secrets.choice(_ALPHABET) for _ in range(8))
