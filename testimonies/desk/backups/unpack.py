"""Unpack a backup and believe nothing of it unchecked."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path

from testimonies.desk.backups.write import DATABASE, FORMAT, GONE, KEYS, MANIFEST, PEPPER

_NAMES = {DATABASE, MANIFEST, GONE, "seal.pub", *(f"keys/{name}" for name in (*KEYS, PEPPER))}


class NoBackup(Exception):
    """A sentence that says why the file cannot be restored."""


def unpack(file: Path, folder: Path) -> None:
    """Put the checked parts of the tar `file` into `folder`. Raises `NoBackup` or `OSError`."""
    (folder / "keys").mkdir(mode=0o700)
    try:
        with tarfile.open(file, mode="r:") as tar:
            for member in tar:
                # Names are compared, never joined from what the file says; a link or a device is no part of a backup.
                if member.name not in _NAMES or not member.isreg():
                    raise NoBackup("The file holds something that is no part of a backup.")
                tar.extract(member, folder, filter="data")
    except tarfile.TarError:
        raise NoBackup("This is not a backup, or it is still sealed: open it with unseal first.") from None
    _check(folder)


def _check(folder: Path) -> None:
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        sums = dict(manifest["sha256"])
        known = manifest["format"] == FORMAT and DATABASE in sums and sums.keys() <= _NAMES
    except (OSError, ValueError, KeyError, TypeError):
        raise NoBackup("The backup has no list of its parts.") from None
    if not known:
        raise NoBackup("The backup was made by another version of the archive.")
    for name, expected in sums.items():
        if not (folder / name).exists() or hashlib.sha256((folder / name).read_bytes()).hexdigest() != expected:
            raise NoBackup(f"{name} is missing or damaged.")
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        try:
            found = database.execute("PRAGMA integrity_check").fetchone()[0]
        except sqlite3.DatabaseError:
            found = ""
    if found != "ok":
        raise NoBackup("The database in the backup is damaged.")
