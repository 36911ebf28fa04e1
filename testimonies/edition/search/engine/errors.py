"""What can go wrong, each with a sentence that holds no query and no text."""

from collections.abc import Iterator
from contextlib import contextmanager


class EngineError(Exception):
    """Base of every error the engine raises on purpose."""


class IndexMissing(EngineError):
    """The folder holds no index. A reader never creates one."""


class IndexDamaged(EngineError):
    """A file of the index cannot be read as what it says it is."""


class TooComplex(EngineError):
    """The query tree is nested deeper, or has more parts, than the engine answers."""


class TooCostly(EngineError):
    """Answering would hold the worker beyond its time."""


class IndexBusy(EngineError):
    """Another writer holds the index and did not let go in time."""


class UnsupportedField(EngineError):
    """The schema asks for something the segment files do not hold (vectors, character offsets)."""


@contextmanager
def damage_named() -> Iterator[None]:
    """Arrays that do not fit together mean a damaged file: IndexDamaged, which the site answers with 503."""
    try:
        yield
    except (IndexError, ValueError, OverflowError, MemoryError) as error:
        raise IndexDamaged("the index's arrays do not fit together") from error
