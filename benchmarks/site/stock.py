"""Haystack's own Whoosh backend, as it comes, over the same rows: how many accounts a second it indexes."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

BATCH = 1_000


def measure(folder: Path, count: int) -> dict[str, Any]:
    """The first `count` rows, in the batches that Haystack's update_index makes, into an empty index in `folder`."""
    from haystack import connections
    from haystack.backends.whoosh_backend import WhooshEngine

    from testimonies.edition.models import PublishedTestimony

    connections.connections_info["stock"] = {"ENGINE": "", "PATH": str(folder), "SILENTLY_FAIL": False}
    engine = WhooshEngine(using="stock")
    index = connections["default"].get_unified_index().get_index(PublishedTestimony)
    engine._unified_index = connections["default"].get_unified_index()
    connections.thread_local.connections["stock"] = engine
    backend = engine.get_backend()
    rows = list(PublishedTestimony.objects.current().with_texts().order_by("pk")[:count])
    start = time.perf_counter()
    for first in range(0, len(rows), BATCH):
        backend.update(index, rows[first : first + BATCH])
    seconds = time.perf_counter() - start
    held = backend.index.refresh().doc_count()
    assert held == len(rows), held
    return {"records": len(rows), "records_per_second": round(len(rows) / seconds, 1)}
