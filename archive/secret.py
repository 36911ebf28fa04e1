"""The key that signs staff sessions and forms."""

import os
import secrets
from pathlib import Path


def signing_key(role: str, data: Path) -> str:
    """The staff side's key, kept in `desk/secret_key` and made on the first start.

    The public process signs nothing, so it gets a key of its own that is forgotten when it stops: taking that
    process over must not yield a key that means something elsewhere.
    """
    given = os.environ.get("ARCHIVE_SECRET_KEY")
    if given:
        return given
    if role == "public":
        return secrets.token_urlsafe(64)
    path = data / "desk" / "secret_key"
    try:
        # O_EXCL: two processes may start at once, and only one of their keys may win.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(64))
    return path.read_text().strip()
