"""The key that signs staff sessions and forms, and the forms behind a receipt code."""

import os
import secrets
from pathlib import Path


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
    try:
        # O_EXCL: two processes may start at once, and only one of their keys may win.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(64))
    return path.read_text().strip()
