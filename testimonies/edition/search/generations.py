"""The folders an index lives in: one a generation, and a file that names the one being read.

* `current`: the name of the generation that readers open
* `lock`: held by the one process that writes
* `merging`: held while segments are merged, and while a generation is deleted
* `g000007/`: the engine's files, and `state.json`
"""

from __future__ import annotations

import fcntl
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from testimonies import durable
from testimonies.edition.search.errors import IndexMissing

KEPT = 2


@dataclass(frozen=True)
class State:
    """What an index holds: everything up to the change `change_id` (to the code `change_code`) of the journal.

    The code tells whether the journal is still the one the index was built from; `vocabulary` is a hash of what the
    indicators were derived from; `commit` differs after every commit, so that a reader notices it. `day` is the day
    (ISO 8601) it was written on: accounts under an embargo then are not in it.
    """

    version: int
    change_id: int
    change_code: str
    vocabulary: str
    commit: int
    day: str


def root() -> Path:
    return Path(str(settings.HAYSTACK_CONNECTIONS["default"]["PATH"]))


def signature() -> tuple[str, bytes]:
    """The generation to read, and its state as bytes; raises IndexMissing where there is none."""
    try:
        name = (root() / "current").read_text().strip()
        return str(root() / name), (root() / name / "state.json").read_bytes()
    except (OSError, UnicodeDecodeError):
        raise IndexMissing from None


def state_of(data: bytes) -> State:
    try:
        return State(**json.loads(data))
    except (ValueError, TypeError):
        raise IndexMissing from None


@contextmanager
def the_only_writer() -> Iterator[None]:
    """Waits until no other process writes the index."""
    root().mkdir(parents=True, exist_ok=True)
    with (root() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def nobody_merging() -> Iterator[None]:
    """Waits until no segments are being merged: a merge must not write into a folder that is being deleted."""
    root().mkdir(parents=True, exist_ok=True)
    with (root() / "merging").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def new_folder() -> Iterator[Path]:
    """An empty folder for the next generation, removed again where building it fails."""
    _remove_half_built()
    numbers = [int(folder.name[1:]) for folder in _folders()]
    folder = root() / f"g{max(numbers, default=0) + 1:06d}"
    folder.mkdir()
    try:
        yield folder
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def write_state(folder: Path, state: State) -> None:
    """Say what `folder` holds; the engine has brought everything in it to the disk before."""
    durable.put(folder / "state.json", json.dumps(asdict(state)).encode(), mode=0o644)


def swap_in(folder: Path) -> None:
    """Let readers open `folder` from now on, and keep a few generations before it."""
    durable.put(root() / "current", folder.name.encode(), mode=0o644)
    with nobody_merging():
        for old in _folders()[: -(KEPT + 1)]:
            shutil.rmtree(old)


def forget_before() -> None:
    """Delete every generation but the current one: they hold words that were taken out."""
    current = (root() / "current").read_text().strip()
    with nobody_merging():
        for folder in _folders():
            if folder.name != current:
                shutil.rmtree(folder)
    durable.flush_names(root())


def remove() -> None:
    """Delete the index. From here on there is none, which is not the same as an empty one."""
    (root() / "current").unlink(missing_ok=True)
    with nobody_merging():
        for folder in _folders():
            shutil.rmtree(folder)


def _remove_half_built() -> None:
    for folder in _folders():
        if not (folder / "state.json").exists():
            shutil.rmtree(folder)


def _folders() -> list[Path]:
    return sorted(path for path in root().glob("g[0-9]*") if path.is_dir())
