"""The key that signs staff sessions and forms, and the forms behind a receipt code."""

import os
import secrets
from pathlib import Path

from testimonies.durable import read_or_make


def signing_key(role: str, data: Path) -> str:
    """The staff side's key, kept in `desk/secret_key` and made on the first start; `ARCHIVE_SECRET_KEY` replaces it.

    The receipts process has one of its own in `receipts/store/`, shared by its workers. The public process signs
    nothing, so its key is forgotten when it stops. Neither reads the variable: taking either over must not yield a key
    that means something elsewhere.
    """
    if role == "public":
        return secrets.token_urlsafe(64)
    given = os.environ.get("ARCHIVE_SECRET_KEY")
    if given and role != "receipts":
        return given
    path = data / ("receipts/store" if role == "receipts" else "desk") / "secret_key"
    return read_or_make(path, lambda: secrets.token_urlsafe(64).encode(), mode=0o600).decode().strip()
