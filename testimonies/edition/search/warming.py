"""What the first search of a process would pay for all others: the index opened, its facets drawn, word lists read."""

from __future__ import annotations

from whoosh import query as q

from testimonies.edition.search.errors import IndexMissing
from testimonies.edition.search.fields import FACETS
from testimonies.edition.search.language import parse
from testimonies.edition.search.opened import current


def warm() -> None:
    """Open the index where there is one. It asks nothing of the store, so no connection is handed to a worker."""
    parse("jin")
    try:
        current().read(lambda engine: engine.search(q.Every(), facets=FACETS, sort=("published", True)))
    except IndexMissing:
        # Each search says so, until the index is there.
        return
