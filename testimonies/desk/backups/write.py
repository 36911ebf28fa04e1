"""Write a backup: a tar of the desk's database and photographs, and of the keys where it can be sealed."""

from __future__ import annotations

import hashlib
import io
import json
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from django.conf import settings
from django.db import connection
from django.utils import timezone

from testimonies.desk.backups.photos import PHOTOS, link_all
from testimonies.desk.backups.working import working_folder
from testimonies.desk.moderation.gone import catch_up, gone_file
from testimonies.desk.safe.keys import key_folder
from testimonies.desk.seal import has_seal_key, seal_key
from testimonies.desk.sealed_stream import SealedWriter
from testimonies.receipts.counter import pepper_file

FORMAT = "testimony-archive backup 1"
KEYS, PEPPER = ("log.key", "head.json", "fields.json", "known.key", "feed.key", "post.key"), "pepper"
DATABASE, MANIFEST, GONE = "desk.sqlite3", "manifest.json", "gone.jsonl"


def write_backup(file: BinaryIO) -> bool:
    """Write to `file`, while others go on working; whether it is sealed.

    Sealed to the custodian's key where there is one, and then with the keys of encrypted fields and of the log. In
    clear it holds no key, so that whoever finds it reads no note and no reason, and sees no photograph.
    """
    catch_up()
    sealed = has_seal_key()
    with working_folder("backup-") as folder:
        copy, photos = folder / DATABASE, folder / PHOTOS
        # Before and after: what the copy's rows name is among them, whatever is added or swept meanwhile.
        link_all(photos)
        with connection.cursor() as cursor:
            # A live file copied byte by byte comes out malformed; this one is whole, and without erased pages.
            cursor.execute("VACUUM INTO %s", [str(copy)])
        _without_attempts(copy)
        link_all(photos)
        parts = {DATABASE: copy, GONE: gone_file(), "seal.pub": Path(settings.DATA_DIR) / "desk" / "seal.pub"}
        parts |= {f"{PHOTOS}/{path.name}": path for path in sorted(photos.iterdir())}
        if sealed:
            parts |= {f"keys/{name}": key_folder() / name for name in KEYS}
            # Without it every code on paper would be void.
            parts[f"keys/{PEPPER}"] = pepper_file()
            with closing(SealedWriter(file, seal_key())) as writer:
                _write_tar(cast(IO[bytes], writer), parts)
        else:
            _write_tar(file, parts)
    return sealed


def _without_attempts(copy: Path) -> None:
    """Who failed to sign in, and from where, is kept for a day, and backups for years."""
    with closing(sqlite3.connect(copy)) as database:
        database.execute("PRAGMA secure_delete=ON")
        database.execute("DELETE FROM desk_attempts")
        database.commit()


def _write_tar(file: IO[bytes], parts: dict[str, Path]) -> None:
    there = {name: path for name, path in parts.items() if path.exists()}
    manifest: dict[str, Any] = {"format": FORMAT, "made_at": timezone.now().isoformat()}
    manifest["sha256"] = {name: sha256(path) for name, path in there.items()}
    content = json.dumps(manifest).encode()
    with tarfile.open(fileobj=file, mode="w|") as tar:
        head = tarfile.TarInfo(MANIFEST)
        head.size, head.mode = len(content), 0o600
        tar.addfile(head, io.BytesIO(content))
        for name, path in there.items():
            tar.add(path, arcname=name, recursive=False)


def sha256(path: Path) -> str:
    """Of a file however large, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
