"""Speed against the peers, one machine, one run:

    python -m benchmarks.speed --records 100000 [--rounds 15] [--folder benchmarks/out]

Prints a table and writes `speed-N.json`. Each engine answers in a process of its own, one after the other, round by
round over the same questions: the first time a question is asked is "first", the median of the others is "warm". The
first page is the count, 20 codes by relevance, 20 highlighted snippets and three facets counted over all hits.
"""

import argparse
import json
import multiprocessing
import os
import shutil
import statistics
import time
from pathlib import Path
from typing import Any

from .corpus import records
from .peers import postgres
from .peers.archive import Archive
from .peers.base import Question, size
from .peers.fts5 import Fts5
from .peers.postgres import Postgres
from .peers.tantivy_peer import Tantivy

QUESTIONS = (
    Question("one common word", ("passport",)),
    Question("one very common word", ("work",)),
    Question("one rare word", ("scaffold",)),
    Question("two words", ("loyalty", "fee")),
    Question("three words", ("beaten", "locked", "gate")),
    Question("any of three", ("beaten", "locked", "gate"), "any"),
    Question("any of five", ("injury", "hospital", "accident", "doctor", "died"), "any"),
    Question("phrase", ("loyalty", "fee"), "phrase"),
    Question("phrase of three", ("to", "the", "police"), "phrase"),
    Question("prefix", ("deport",), "prefix"),
    Question("one word in a sector", ("passport",), "all", "logging"),
    Question("twelve words, any", tuple("who took my passport and how much did the company pay".split()), "any"),
)


def build(peer: Any, folder: Path, count: int) -> dict[str, float]:
    """Seconds without the making of the records, and the size on disk."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    made = list(records(count))
    start = time.perf_counter()
    peer.build(folder, made)
    seconds = time.perf_counter() - start
    bytes_on_disk = peer.bytes_used() if isinstance(peer, Postgres) else size(folder)
    if isinstance(peer, Archive):
        peer.keep_texts(folder, made)
    return {"records_per_second": count / seconds, "megabytes": bytes_on_disk / 1e6}


def ask(peer: Any, folder: Path, rounds: int) -> dict[str, Any]:
    """Milliseconds by question, first and warm, and what the process holds in memory."""
    peer.open(folder)
    times: dict[str, list[float]] = {question.name: [] for question in QUESTIONS}
    counts = {}
    for _round in range(rounds):
        for question in QUESTIONS:
            if isinstance(peer, Archive):
                peer.engine.forget_answers()
            start = time.perf_counter()
            page = peer.first_page(question)
            times[question.name].append((time.perf_counter() - start) * 1000)
            counts[question.name] = page.count
            assert len(page.snippets) == min(20, page.count), question.name
    return {
        "first": {name: taken[0] for name, taken in times.items()},
        "warm": {name: statistics.median(taken[1:]) for name, taken in times.items()},
        "hits": counts,
        **memory(),
    }


def memory() -> dict[str, float]:
    """What this process holds and held at most, in MB; mapped files count with the pages that were touched."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return {label: int(status[key].split()[0]) / 1024 for label, key in (("held", "VmRSS"), ("most", "VmHWM"))}


def _apart(work: Any, *arguments: Any) -> Any:
    """Runs one engine's part in a process of its own, so that none warms or fattens another."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, arguments)


def _build_apart(kind: type, folder: Path, count: int) -> dict[str, float]:
    return build(kind(), folder, count)


def _ask_apart(kind: type, folder: Path, rounds: int) -> dict[str, Any]:
    return ask(kind(), folder, rounds)


def run(count: int, rounds: int, folder: Path, reuse: bool) -> dict[str, Any]:
    """All figures of one run."""
    kinds: list[Any] = [Archive, Fts5, Tantivy, *([Postgres] if postgres.SERVER else [])]
    figures: dict[str, Any] = {"records": count, "rounds": rounds, "cores": os.cpu_count(), "engines": {}}
    for kind in kinds:
        place = folder / f"{kind.__name__.lower()}-{count}"
        kept = place.with_suffix(".json")
        if not (reuse and kept.exists()):
            # Building needs processes of its own, which a pool's daemons may not start: it runs here.
            kept.write_text(json.dumps(_build_apart(kind, place, count)))
        built = json.loads(kept.read_text())
        figures["engines"][kind.name] = {**built, **_apart(_ask_apart, kind, place, rounds)}
    return figures


def table(figures: dict[str, Any]) -> str:
    """The figures as a Markdown table, warm and (first) milliseconds, with the ratios of the medians."""
    engines = figures["engines"]
    names = list(engines)
    lines = [f"{figures['records']:,} records, {figures['cores']} cores; milliseconds warm (first time)", ""]
    lines.append("| question | hits | " + " | ".join(names) + " |")
    lines.append("|---|---:|" + "---:|" * len(names))
    for question in QUESTIONS:
        cells = [f"{engines[n]['warm'][question.name]:.1f} ({engines[n]['first'][question.name]:.1f})" for n in names]
        lines.append(f"| {question.name} | {engines[names[0]]['hits'][question.name]:,} | " + " | ".join(cells) + " |")
    for label, key, form in (
        ("records indexed a second", "records_per_second", ",.0f"),
        ("index, MB", "megabytes", ",.0f"),
        ("process at its largest, MB", "most", ",.0f"),
    ):
        lines.append(f"| {label} | | " + " | ".join(format(engines[name][key], form) for name in names) + " |")
    for when in ("warm", "first"):
        middle = {name: statistics.median(engines[name][when].values()) for name in names}
        cells = [f"{middle[name]:.2f} (×{middle[name] / middle[names[0]]:.1f})" for name in names]
        lines.append(f"| median, {when} (× the archive's) | | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--folder", type=Path, default=Path("benchmarks/out"))
    parser.add_argument("--reuse", action="store_true", help="ask the indexes built before")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    figures = run(options.records, options.rounds, options.folder, options.reuse)
    (options.folder / f"speed-{options.records}.json").write_text(json.dumps(figures, indent=1))
    print(table(figures))


if __name__ == "__main__":
    main()
