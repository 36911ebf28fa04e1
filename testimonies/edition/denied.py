"""The accounts that are hidden at once, before the desk has carried out what was asked for.

A folder, one file an account and asker: `NKR-7F3K` where a contributor asks, with words for the desk in it, and
`NKR-7F3K.desk` while the desk itself takes the account out. It is listed each time somebody asks for accounts, which
costs microseconds: a list that is remembered would have to be noticed when it changes, and a folder's time of change
is too coarse for that.
"""

from __future__ import annotations

import datetime
import os
import re
import secrets
import shutil
import stat
from contextlib import suppress
from pathlib import Path
from typing import Literal

from django.conf import settings
from django.utils import timezone

from testimonies import durable

Asker = Literal["contributor", "desk"]
_SUFFIX: dict[Asker, str] = {"contributor": "", "desk": ".desk"}
# What a public code looks like: nothing else in the folder is an entry, and nothing else becomes a file's name.
_CODE = r"NKR-[0-9A-Z-]{1,20}"
_ENTRY = re.compile(rf"({_CODE})(?:\.desk)?")
# A receipt code sealed to the desk takes a tenth of it. Whoever took over the receipts process writes what they like.
LONGEST = 4096


class DenyListUnreadable(OSError):
    """It cannot be said what is hidden, so nothing can be shown."""


def denied() -> frozenset[str]:
    """The codes that are hidden now; none on a mirror, which has no such folder. Raises `DenyListUnreadable`."""
    return frozenset(found[1] for name in _names() if (found := _ENTRY.fullmatch(name)))


def denied_by(asker: Asker) -> list[str]:
    """The codes of the entries of one kind, in order. Raises `DenyListUnreadable`."""
    suffix = re.escape(_SUFFIX[asker])
    return sorted(found[1] for name in _names() if (found := re.fullmatch(rf"({_CODE}){suffix}", name)))


def denied_on(code: str) -> datetime.date:
    """The day on which `code` was hidden; today where the entry has gone meanwhile."""
    stamps = []
    for asker in _SUFFIX:
        with suppress(FileNotFoundError):
            stamps.append(_path(code, asker).lstat().st_mtime)
    try:
        return datetime.datetime.fromtimestamp(min(stamps), datetime.UTC).date()
    except (ValueError, OverflowError):
        # None there, or one that somebody dated in a year that no calendar has.
        return timezone.localdate()


def deny(code: str, content: bytes = b"", *, asker: Asker = "contributor") -> None:
    """Hide `code` from now on; an entry of the same asker is replaced.

    It is on the disk before this returns: whoever was told that an account is hidden must not find it after a power
    cut. A reader, or a crash, finds the whole entry or none.
    """
    path = _path(code, asker)
    try:
        durable.put(path, content, mode=0o644)
    except IsADirectoryError:
        # Made by somebody else: nothing they leave here may keep an account from being hidden.
        _remove_folder(path)
        durable.put(path, content, mode=0o644)


def entry(code: str, asker: Asker = "contributor") -> bytes:
    """What `deny` was given; nothing where there is no entry, or none that `deny` can have made.

    No link is followed, no pipe is waited for, and no more is read than an entry holds.
    """
    path = _path(code, asker)
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return b""
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        return b""
    with os.fdopen(handle, "rb") as file:
        content = file.read(LONGEST + 1)
    return content if len(content) <= LONGEST else b""


def lift(code: str, asker: Asker) -> None:
    """Take the entry away, whatever it is: from here on the edition alone says what is public."""
    path = _path(code, asker)
    try:
        path.unlink(missing_ok=True)
    except IsADirectoryError:
        _remove_folder(path)
    durable.flush_names(path.parent)


def _remove_folder(path: Path) -> None:
    """Under another name it hides nothing, also where what lies in it cannot be deleted. No link is followed."""
    aside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    path.rename(aside)
    shutil.rmtree(aside, ignore_errors=True)


def _names() -> list[str]:
    folder: Path | None = settings.DENY_DIR
    if folder is None:
        return []
    try:
        return [path.name for path in folder.iterdir()]
    except OSError:
        raise DenyListUnreadable from None


def _path(code: str, asker: Asker) -> Path:
    folder: Path | None = settings.DENY_DIR
    if folder is None or not re.fullmatch(_CODE, code):
        raise ValueError("There is no entry for this.")
    return folder / f"{code}{_SUFFIX[asker]}"
