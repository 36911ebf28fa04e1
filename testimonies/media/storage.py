"""The files of photographs on disk: each written whole or not at all, under a name that says nothing.

The only file of this room that knows Django, for where the archive keeps its data. What is in a file, and whether it
is encrypted, is for the caller to say.
"""

from __future__ import annotations

import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from testimonies import durable

NAME = re.compile(r"[0-9a-f]{32}(\.[a-z]{3,5})?")


@dataclass(frozen=True)
class Files:
    """One folder below the archive's data, with the rights its files and itself get (octal)."""

    parts: tuple[str, ...]
    file_mode: int
    folder_mode: int

    @property
    def folder(self) -> Path:
        return Path(settings.DATA_DIR, *self.parts)

    def write(self, name: str, content: bytes) -> None:
        """Put `content` under `name`. After a crash the file is there whole, is the old one, or is not there."""
        path = self._path(name)
        self.folder.mkdir(mode=self.folder_mode, parents=True, exist_ok=True)
        durable.put(path, content, mode=self.file_mode)

    def read(self, name: str, most: int = -1) -> bytes:
        """The file, or its first `most` bytes. Raises `FileNotFoundError`, also for a name that is none of ours."""
        with self._path(name).open("rb") as file:
            return file.read(most)

    def delete(self, name: str) -> None:
        """A file that is not there any more is no error."""
        (self.folder / Path(name).name).unlink(missing_ok=True)

    def names(self) -> list[str]:
        """Whatever lies in the folder, also what a crash left half written."""
        try:
            with os.scandir(self.folder) as entries:
                return [entry.name for entry in entries if entry.is_file(follow_symlinks=False)]
        except FileNotFoundError:
            return []

    def _path(self, name: str) -> Path:
        if not NAME.fullmatch(name):
            raise FileNotFoundError("no such file")
        return self.folder / name


# Closed to every other system user; what lies there is encrypted besides.
PRIVATE = Files(("desk", "photos"), 0o600, 0o700)
# Read by the public process, which is another system user.
PUBLIC = Files(("edition", "media"), 0o644, 0o755)


def new_name(ending: str = "") -> str:
    """A name of 128 random bits, with an ending such as "jpeg" where the file has one."""
    return f"{secrets.token_hex(16)}.{ending}" if ending else secrets.token_hex(16)
