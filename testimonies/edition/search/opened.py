"""The one open index of a process, and the only way a search reaches it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from testimonies.edition.search import fields, generations
from testimonies.edition.search.engine import Engine, TooComplex, TooCostly
from testimonies.edition.search.errors import IndexMissing
from testimonies.edition.search.language.asking import LIMITS

Value = TypeVar("Value")


@dataclass(frozen=True)
class Opened:
    """An engine over the current generation, and what that generation was known to hold before it was opened.

    The state is read before the files: it may name fewer changes than they hold, never more.
    """

    engine: Engine
    state: generations.State

    def read(self, ask: Callable[[Engine], Value]) -> Value:
        """What `ask` gets from the engine. Flipped bytes show as any error at all: such an index cannot be read.

        Raises IndexMissing; TooComplex and TooCostly, which say something of the query and not of the index.
        """
        try:
            return ask(self.engine)
        except (TooComplex, TooCostly):
            raise
        except Exception as error:
            raise IndexMissing from error


class _Process:
    """What this process has open, with the folder and the state it had on disk."""

    folder = ""
    engine: Engine | None = None
    lock = threading.Lock()


def current() -> Opened:
    """The index as it is now, opened anew when it changed; raises IndexMissing where none can be read."""
    folder, data = generations.signature()
    state = generations.state_of(data)
    if state.version != fields.VERSION:
        raise IndexMissing
    try:
        return Opened(_engine(folder), state)
    except Exception as error:
        raise IndexMissing from error


def forget() -> None:
    """Close what this process has open; the next search opens the index anew."""
    with _Process.lock:
        _Process.folder, _Process.engine = "", None


def _engine(folder: str) -> Engine:
    with _Process.lock:
        if _Process.engine is None or _Process.folder != folder:
            _Process.engine, _Process.folder = Engine(folder, ranking=fields.RANKING, limits=LIMITS), folder
        else:
            _Process.engine.refresh()
        return _Process.engine
