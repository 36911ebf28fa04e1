"""The index folder: its locks, its table of contents, and what may lie in it.

Only one thing changes what readers see: the rename of a new table of contents. Everything it lists is on the disk
before. Lock order is always MERGE before WRITE.
"""

import fcntl
import os
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, EmptyIndexError

from testimonies.durable import flush_names
from testimonies.edition.search.engine.codec.segment import DRAFT_EXTENSION, ArraySegment
from testimonies.edition.search.engine.errors import IndexBusy, IndexDamaged, IndexMissing

NAME = "MAIN"
_TOC = re.compile(rf"_{NAME}_([0-9]+)\.toc")
_OURS = re.compile(rf"_?{NAME}_[0-9a-z]+\.[0-9a-zA-Z_.]+")


class DurableStorage(FileStorage):
    """Whoosh's folder storage that has bytes and names on the disk before it says so."""

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        with (Path(self.folder) / oldname).open("rb") as file:
            os.fsync(file.fileno())
        super().rename_file(oldname, newname, safe=safe)
        flush_names(Path(self.folder))


def generation(path: Path) -> int:
    """The newest table of contents in the folder, -1 where there is none."""
    try:
        names = os.listdir(path)  # noqa: PTH208  (asked at every search: no object per file)
    except FileNotFoundError:
        return -1
    return max((int(found.group(1)) for name in names if (found := _TOC.fullmatch(name))), default=-1)


def state(path: Path) -> tuple[int, ...]:
    """What changes whenever readers should look again, also when the folder itself was swapped for another.

    (-1,) where there is no index.
    """
    number = generation(path)
    try:
        found = (path / f"_{NAME}_{number}.toc").stat()
    except FileNotFoundError:
        return (-1,)
    return number, found.st_dev, found.st_ino, found.st_mtime_ns


def contents(path: Path) -> TOC:
    """The newest table of contents. Raises IndexMissing, IndexDamaged; FileNotFoundError when it lost a race."""
    try:
        toc = TOC.read(FileStorage(str(path)), NAME)
    except EmptyIndexError as error:
        raise IndexMissing("the index folder holds no index") from error
    except OSError:
        raise
    except Exception as error:
        raise IndexDamaged("the index's table of contents cannot be read") from error
    if not all(isinstance(segment, ArraySegment) for segment in toc.segments):
        raise IndexDamaged("the index was written by another codec")
    return toc


def commit(path: Path, schema: Schema, segments: Sequence[ArraySegment], after: int) -> int:
    """Makes the segments what readers see, as generation `after` + 1. The caller holds the WRITE lock."""
    flush_names(path)
    TOC(schema, list(segments), after + 1).write(DurableStorage(str(path)), NAME)
    return after + 1


def clean(path: Path, drafts: bool) -> None:
    """Removes every file the newest table of contents does not list. The caller holds the WRITE lock.

    Drafts are segments being merged; only who holds the MERGE lock may take them away.
    """
    toc = contents(path)
    keep = {segment.file_name() for segment in toc.segments} | {f"_{NAME}_{toc.generation}.toc"}
    for file in path.iterdir():
        spared = file.name in keep or (file.suffix == DRAFT_EXTENSION and not drafts)
        if _OURS.fullmatch(file.name) and not spared:
            file.unlink(missing_ok=True)
    flush_names(path)


@contextmanager
def lock(path: Path, kind: str, timeout: float = 30.0) -> Iterator[None]:
    """Holds one of the folder's locks ("WRITE", "MERGE") across processes; it falls when the process dies."""
    handle = os.open(path / f"{NAME}_{kind}LOCK", os.O_CREAT | os.O_WRONLY, 0o600)
    try:
        deadline = time.monotonic() + timeout
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise IndexBusy("another process is writing the index") from None
                time.sleep(0.01)
        yield
    finally:
        os.close(handle)


def segment_path(path: Path, segment: ArraySegment) -> Path:
    return path / segment.file_name()


def draft_path(path: Path, segment: ArraySegment) -> Path:
    return path / segment.make_filename(DRAFT_EXTENSION)
