"""The site's own measures, in one run and one table:

    python -m benchmarks.site --records 100000 [--folder benchmarks/out/site] [--stock 1000]

Accounts are put through the door into stores of their own, the index is built by `rebuild_index`'s way, and pages are
asked for as readers ask. Prints a table and writes `site-N.json`. Every part runs in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.site import changes, over_http, served, stock
from benchmarks.site.load import load, stores

HOSTILE = 2_000


def apart(work: Callable[..., dict[str, Any]], folder: Path, *arguments: Any) -> dict[str, Any]:
    """Runs one part in a process of its own over the stores in `folder`, so that none warms another."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, work, folder, arguments))
    process.start()
    theirs.close()
    figures: dict[str, Any] = ours.recv()
    process.join()
    return figures


def _work(pipe: Any, work: Callable[..., dict[str, Any]], folder: Path, arguments: tuple[Any, ...]) -> None:
    stores(folder)
    pipe.send(work(*arguments))


def build(count: int) -> dict[str, Any]:
    """Seconds of putting and of building, the processor time of the whole build, and the index's size."""
    from testimonies.edition.search import generations, sync

    put = load(count)
    start, used = time.perf_counter(), _processor()
    held = sync.rebuild()
    seconds, used = time.perf_counter() - start, _processor() - used
    size = sum(path.stat().st_size for path in Path(generations.signature()[0]).iterdir())
    return {
        "records": held,
        "put_per_second": round(count / put) if put else None,
        "rebuilt_per_second": round(held / seconds),
        "rebuilt_per_second_of_two_free_cores": round(held / (used / 2)),
        "megabytes": round(size / 1e6, 1),
    }


def _processor() -> float:
    import os

    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def hostile(count: int) -> dict[str, Any]:
    from benchmarks.site import fuzz

    return fuzz.measure(count)


def stock_rate(count: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as place:
        return stock.measure(Path(place), count)


def run(count: int, folder: Path, stock_count: int) -> dict[str, Any]:
    figures = {"build": apart(build, folder, count)}
    figures["server_time"] = apart(served.measure, folder)
    figures["http"] = apart(over_http.measure, folder)
    figures["changes"] = apart(changes.measure, folder, folder)
    figures["hostile"] = apart(hostile, folder, HOSTILE)
    if stock_count:
        figures["stock"] = apart(stock_rate, folder, stock_count)
    return figures


def table(figures: dict[str, Any]) -> str:
    """The figures as a Markdown table, with the issue's targets beside them."""
    time_of, http, changed = figures["server_time"], figures["http"], figures["changes"]
    rows = [
        ("accounts", f"{figures['build']['records']:,}", ""),
        ("rebuilt a second, wall clock", figures["build"]["rebuilt_per_second"], ""),
        ("rebuilt a second of two free cores", figures["build"]["rebuilt_per_second_of_two_free_cores"], "1,500"),
        ("index, MB", figures["build"]["megabytes"], ""),
        *(
            (
                f"`/search/`, {name}: median, p99, ms (of processor)",
                f"{part['median']}, {part['p99']} ({part['processor_median']}, {part['processor_p99']})",
                "25, 60",
            )
            for name, part in time_of.items()
        ),
        ("searches a second over HTTP, 2 workers", http["searches_per_second"], "150"),
        ("worker, PSS (RSS), MB", ", ".join(f"{w['pss']} ({w['rss']})" for w in http["workers"]), "600"),
        ("publish to findable, s (median, slowest)", _pair(changed["publish_to_findable"]), "1"),
        ("removal for safety, s (median, slowest)", _pair(changed["safety_removal"]), "10"),
        ("hostile queries: median, p99, slowest, ms of processor", _hostile(figures["hostile"]), "300"),
    ]
    if "stock" in figures:
        rate = figures["stock"]
        rows.append((f"stock Haystack backend at {rate['records']:,}, a second", rate["records_per_second"], ""))
    lines = ["| measure | figure | target |", "|---|---:|---:|"]
    return "\n".join(lines + [f"| {name} | {figure} | {target} |" for name, figure, target in rows])


def _pair(figures: dict[str, float]) -> str:
    return f"{figures['median']:.2f}, {figures['slowest']:.2f}"


def _hostile(figures: dict[str, Any]) -> str:
    return f"{figures['median_ms']}, {figures['p99_ms']}, {figures['slowest_ms']}"


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--records", type=int, default=100_000)
    reader.add_argument("--folder", type=Path, default=Path("benchmarks/out/site"))
    reader.add_argument("--stock", type=int, default=1_000, help="accounts for Haystack's own backend; 0 for none")
    reader.add_argument("--keep", action="store_true", help="keep the stores for another run")
    given = reader.parse_args()
    folder = given.folder.resolve() / f"stores-{given.records}"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        figures = run(given.records, folder, given.stock)
    finally:
        if not given.keep:
            shutil.rmtree(folder, ignore_errors=True)
    (given.folder / f"site-{given.records}.json").write_text(json.dumps(figures, indent=1))
    print(table(figures))
