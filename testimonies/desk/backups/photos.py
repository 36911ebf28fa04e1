"""The files of photographs in a backup: as they lie at the desk, each closed with a key that is not beside it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from testimonies.media.storage import NAME, PRIVATE

PHOTOS = "photos"


def link_all(folder: Path) -> None:
    """Give every file a second name in `folder`, so that what is swept while the backup is written is still in it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in PRIVATE.names():
        if NAME.fullmatch(name):
            with suppress(FileNotFoundError, FileExistsError):
                os.link(PRIVATE.folder / name, folder / name)


def put_back(folder: Path, *, aside: Path) -> None:
    """Move the files of an unpacked backup to the desk; a file that is there already stays. The present ones go `aside`
    too, because those that the restored rows do not know will be swept.
    """
    link_all(aside)
    PRIVATE.folder.mkdir(mode=PRIVATE.folder_mode, parents=True, exist_ok=True)
    for path in folder.iterdir():
        # Under the name it has, it may be closed with a newer key by now.
        if not (PRIVATE.folder / path.name).exists():
            path.replace(PRIVATE.folder / path.name)
