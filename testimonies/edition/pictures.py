"""The files of published photographs in `edition/media/`, kept in step with their rows.

A file is written inside the transaction that stores its row, and taken away after the one that deleted it. A crash
between the two leaves a file without a row: no address leads to it, and the next sweep takes it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator

from django.db import connections, transaction

from testimonies.edition.models import PublishedPicture
from testimonies.edition.snapshot import Snapshot
from testimonies.media.storage import PUBLIC

# Gives a file by its name; the desk keeps them all, so that the edition can be written anew.
Source = Callable[[str], bytes]
# Any number that nothing else of this database locks by.
_LOCK = 7_034_662_020


class NoPicture(Exception):
    """The desk gave no file, or another one than it said."""


def no_source(name: str) -> bytes:
    raise NoPicture


def write_files(snapshots: Iterable[Snapshot], source: Source) -> None:
    """Put every file that `snapshots` show in its place. Call in the transaction that stores their rows.

    Raises `NoPicture`, or whatever `source` raises.
    """
    files = [file for snapshot in snapshots for photo in snapshot.photos for file in photo.files]
    if not files:
        return
    _alone()
    for file in files:
        if _sum(file.name) == file.sha256:
            continue
        content = source(file.name)
        if hashlib.sha256(content).hexdigest() != file.sha256:
            raise NoPicture
        PUBLIC.write(file.name, content)


def sweep_after_commit() -> None:
    """Once the rows are gone."""
    transaction.on_commit(sweep, using="edition", robust=True)


def sweep() -> int:
    """Delete every file that no row holds, and return how many there were.

    Inside a transaction of its own, which waits for whoever is just writing files and has not stored their rows yet.
    """
    if not PUBLIC.names():
        return 0
    with transaction.atomic(using="edition"):
        _alone()
        held = set(PublishedPicture.objects.values_list("name", flat=True))
        surplus = [name for name in PUBLIC.names() if name not in held]
        for name in surplus:
            PUBLIC.delete(name)
    return len(surplus)


def file_disagreements() -> Iterator[str]:
    """One sentence for each file that is missing, altered, or too many."""
    held = set()
    rows = PublishedPicture.objects.select_related("photo__testimony").order_by("pk")
    for row in rows.iterator(500):
        held.add(row.name)
        found = _sum(row.name)
        if found != row.sha256:
            wrong = "was altered" if found else "is missing"
            yield f"{row.photo.testimony}: the file {row.name} of a photograph {wrong}."
    for name in sorted(set(PUBLIC.names()) - held):
        yield f"edition/media: {name} belongs to no published photograph."


def _sum(name: str) -> str:
    """The SHA-256 of a file there, "" where there is none."""
    try:
        return hashlib.sha256(PUBLIC.read(name)).hexdigest()
    except FileNotFoundError:
        return ""


def _alone() -> None:
    """Until the transaction ends nobody else writes or sweeps. SQLite's transactions here begin with such a lock."""
    connection = connections["edition"]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
