"""The keys that a sealed backup brings along."""

from __future__ import annotations

from pathlib import Path

from testimonies.desk.safe.keyring import put_older_keys
from testimonies.desk.safe.keys import key_folder, replace
from testimonies.receipts.counter import keep_pepper, pepper_file


def take_keys(folder: Path, *, aside: Path) -> None:
    """Keep what opens, proves and recognises the backup's rows; `folder` may be empty.

    The field keys join the present ones. The log's key and head stay where they are the same archive's; on another
    machine, which made a key of its own, the backup's take their place, and the present ones go `aside`.
    """
    _take_the_receipts_keys(folder, aside)
    ring, key, head = folder / "fields.json", folder / "log.key", folder / "head.json"
    if ring.exists():
        put_older_keys(ring.read_bytes())
    _take(folder / "known.key", aside)
    present = key_folder() / key.name
    if not key.exists() or (present.exists() and present.read_bytes() == key.read_bytes()):
        return
    for new in (key, head):
        old = key_folder() / new.name
        if old.exists():
            old.replace(aside / old.name)
        _take(new, aside)


def _take(new: Path, aside: Path) -> None:
    """Put the backup's key where it is missing or another one; hashes of sealed words fit no key but their own."""
    old = key_folder() / new.name
    if not new.exists() or (old.exists() and old.read_bytes() == new.read_bytes()):
        return
    if old.exists():
        old.replace(aside / old.name)
    replace(old, new.read_bytes())


def _take_the_receipts_keys(folder: Path, aside: Path) -> None:
    """The codes on paper, what contributors sent, and the signature mirrors know, are the backup's."""
    for present in (key_folder() / "feed.key", key_folder() / "post.key", pepper_file()):
        taken = folder / present.name
        if not taken.exists():
            continue
        if present.exists():
            replace(aside / present.name, present.read_bytes())
        if present == pepper_file():
            keep_pepper(taken.read_bytes())
        else:
            replace(present, taken.read_bytes())
