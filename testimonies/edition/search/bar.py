"""A progress bar over what `sync` tells, on standard error."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tqdm import tqdm


@contextmanager
def bar(*, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """Draws where there is a terminal; gives the function to tell progress to."""
    drawn = tqdm(unit=" testimonies", disable=True if quiet else None, leave=False)

    def tell(done: int, total: int) -> None:
        drawn.total = total
        drawn.update(done - drawn.n)

    try:
        yield tell
    finally:
        drawn.close()
