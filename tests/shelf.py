"""Stores that take long to prepare are prepared once in a process, and copied for each test that wants them so."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pytest

from tests.real_stores import Stores, standing

Value = TypeVar("Value")


@dataclass
class Kept:
    """Prepared stores by their names, in folders of `room`, each with what its preparation gave back."""

    room: Path
    values: dict[str, tuple[Path, Any]] = field(default_factory=dict)


class Shelf:
    """`take` leaves the present stores where they are, and opens others in their place."""

    def __init__(self, kept: Kept, migrated: Path, stores: Stores, settings: Any) -> None:
        self._kept, self._migrated, self._stores, self._settings = kept, migrated, stores, settings
        self._beside = stores.data.parent
        self._taken = 0
        self._open = ExitStack()

    def take(self, name: str, prepare: Callable[[], Value]) -> Value:
        """A fresh copy of the stores as `prepare` left them, and of what it gave back.

        People are among what it gives back: those of other stores cannot sign in here.
        """
        self.close()
        if name not in self._kept.values:
            folder = self._kept.room / f"{len(self._kept.values)}"
            with standing(self._migrated, folder, self._settings):
                self._kept.values[name] = folder, prepare()
        folder, value = self._kept.values[name]
        # Never the same folder twice: what a process keeps of one must not serve it for another.
        self._taken += 1
        data = self._beside / f"taken-{self._taken}"
        self._stores.data = self._open.enter_context(standing(folder, data, self._settings)).data
        return copy.deepcopy(value)

    def close(self) -> None:
        self._open.close()


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    return Kept(tmp_path_factory.mktemp("prepared"))


@pytest.fixture
def shelf(kept: Kept, made_once: Path, stores: Stores, settings: Any) -> Iterator[Shelf]:
    """Names are the whole process's: two that prepare different stores must not share one."""
    shelf = Shelf(kept, made_once / "migrated", stores, settings)
    yield shelf
    shelf.close()
