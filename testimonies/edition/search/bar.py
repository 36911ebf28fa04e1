"""A progress bar over what `sync` tells."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from tqdm import tqdm


@contextmanager
def bar(stream: Any, *, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """Draws on `stream` where it is a terminal; gives the function to tell progress to."""
    drawn = tqdm(unit=" testimonies", file=stream, disable=True if quiet else None, leave=False)

    def tell(done: int, total: int) -> None:
        drawn.total = total
        drawn.update(done - drawn.n)

    try:
        yield tell
    finally:
        drawn.close()
