"""From publishing to finding, and what a removal for safety takes and leaves."""

from __future__ import annotations

import datetime
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.corpus import records
from benchmarks.site.load import snapshot

PUBLISHED = 20
REMOVED = 5
WORD = "zqxvw{}yptk"


def measure(folder: Path) -> dict[str, Any]:
    """With the indexer watching: seconds from the commit to the first search that finds the account; then the same
    accounts withdrawn, with every byte under the index read afterwards for a word that only they held."""
    with indexer():
        found = [published(number) for number in range(PUBLISHED)]
        gone = [removed(number, folder / "edition" / "index") for number in range(REMOVED)]
    return {
        "publish_to_findable": {"median": statistics.median(found), "slowest": max(found)},
        "safety_removal": {"median": statistics.median(gone), "slowest": max(gone), "bytes_left": 0},
    }


def published(number: int) -> float:
    from testimonies.edition import publish

    record = next(records(1, seed=1_000 + number))
    record["code"] = f"NKR-0{number}"
    record["texts"][0]["body"] += f"\n\n{WORD.format(chr(97 + number))}"
    made = snapshot(record)
    publish.put(made)
    start = time.perf_counter()
    while count(WORD.format(chr(97 + number))) != 1:
        time.sleep(0.005)
    return round(time.perf_counter() - start, 3)


def removed(number: int, index: Path) -> float:
    from testimonies.edition import publish
    from testimonies.vocabulary import TombstoneReason

    word = WORD.format(chr(97 + number))
    assert holds(index, word), "a word that was never there proves nothing"
    publish.withdraw(f"NKR-0{number}", TombstoneReason.WITHDRAWN, on=datetime.date(2025, 1, 1))
    start = time.perf_counter()
    assert count(word) == 0, "a withdrawn account must not be found even before the indexer came"
    while holds(index, word):
        time.sleep(0.01)
        assert time.perf_counter() - start < 120, "the word stays in the index"
    return round(time.perf_counter() - start, 3)


def holds(index: Path, word: str) -> bool:
    for path in sorted(index.rglob("*")):
        try:
            if path.is_file() and word.encode() in path.read_bytes():
                return True
        except FileNotFoundError:
            continue
    return False


def count(word: str) -> int:
    from testimonies.edition.search.form import SearchForm
    from testimonies.edition.search.query import find

    form = SearchForm({"q": word, "exact": "1"})
    assert form.is_valid()
    return find(form.cleaned_data).count  # type: ignore[arg-type]


@contextmanager
def indexer() -> Iterator[None]:
    command = [sys.executable, "manage.py", "sync_edition", "--watch"]
    watching = subprocess.Popen(command, env=os.environ, stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        watching.terminate()
        watching.wait(60)
