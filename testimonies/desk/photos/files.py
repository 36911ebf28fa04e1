"""The desk's files of photographs: encrypted originals, and the public pictures made of them, encrypted likewise.

A file is written in the transaction that stores its row, and taken away once no row needs it. Both happen one process
at a time, so that a sweep never takes a file whose row is about to be stored.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from django.db import connection, transaction

from testimonies.desk.models import Photo, Publication, Testimony
from testimonies.desk.safe.keyring import NAMED, Keyring, Unreadable, keyring
from testimonies.media.storage import PRIVATE, new_name

# Any number that nothing else of this database locks by.
_LOCK = 7_034_662_019


def alone() -> None:
    """Until the transaction ends nobody else writes or sweeps. SQLite's transactions here begin with such a lock."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def keep_original(photo: Photo, content: bytes) -> None:
    """Call in the transaction that stores `photo`, before it is stored."""
    alone()
    PRIVATE.write(photo.original, keyring().close_bytes(content, _original(photo)))


def read_original(photo: Photo) -> bytes:
    """The file as it was uploaded. Raises `Unreadable`, also where the file is gone."""
    return _opened(photo.original, _original(photo))


def keep_derived(content: bytes, ending: str) -> dict[str, str]:
    """Keep one public picture; its new name and its SHA-256. Call in the transaction that stores them."""
    name = new_name(ending)
    PRIVATE.write(name, keyring().close_bytes(content, _derived(name)))
    return {"name": name, "sha256": hashlib.sha256(content).hexdigest()}


def read_derived(name: str) -> bytes:
    """A public picture by its name. Raises `Unreadable`."""
    return _opened(name, _derived(name))


def forget_derived(testimony: Testimony) -> None:
    """Take the public pictures of `testimony` out of use; should they be shown again, it is under new names."""
    testimony.photos.update(derived=[])
    sweep_after_commit()


def sweep_after_commit() -> None:
    """Once the change is stored; a crash before it leaves the work to `sync_edition`."""
    transaction.on_commit(sweep, robust=True)


@transaction.atomic
def sweep() -> int:
    """Delete every file that no row needs any more, and return how many there were."""
    if not PRIVATE.names():
        return 0
    alone()
    needed = {name for name, _place in _places()}
    surplus = [name for name in PRIVATE.names() if name not in needed]
    for name in surplus:
        PRIVATE.delete(name)
    return len(surplus)


def under_older_keys(ring: Keyring) -> Iterator[tuple[str, str]]:
    """Name and place of the files that the newest key did not close."""
    for name, place in _places():
        try:
            closed = PRIVATE.read(name, NAMED)
        except FileNotFoundError:
            continue
        if not ring.is_current(closed):
            yield name, place


@transaction.atomic
def close_anew(ring: Keyring, name: str, place: str) -> bool:
    """Close one file with the newest key, in its place; whether it could be read. Whole at every moment."""
    alone()
    try:
        PRIVATE.write(name, ring.close_bytes(ring.open_bytes(PRIVATE.read(name), place), place))
    except Unreadable:
        return False
    except FileNotFoundError:
        # Swept since it was listed.
        return True
    return True


def _places() -> Iterator[tuple[str, str]]:
    """Every file that some row needs, with the place it is closed for."""
    for photo in Photo.objects.only("name", "original").iterator(500):
        yield photo.original, _original(photo)
    derived: set[str] = set()
    for files in Photo.objects.in_use().exclude(derived=[]).values_list("derived", flat=True).iterator(500):
        derived.update(file["name"] for file in files)
    for names in Publication.objects.in_force().exclude(pictures=[]).values_list("pictures", flat=True).iterator(500):
        derived.update(names)
    yield from ((name, _derived(name)) for name in sorted(derived))


def _opened(name: str, place: str) -> bytes:
    try:
        return keyring().open_bytes(PRIVATE.read(name), place)
    except OSError:
        raise Unreadable("the file is gone") from None


def _original(photo: Photo) -> str:
    # With the photograph's name, so that a file hung onto another row does not open.
    return f"photo\x1f{photo.name}\x1f{photo.original}"


def _derived(name: str) -> str:
    return f"photo\x1f\x1f{name}"
