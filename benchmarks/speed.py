"""Speed against the peers, one machine, one run:

    python -m benchmarks.speed --records 100000 [--rounds 15] [--folder benchmarks/out]

Prints a table and writes `speed-N.json`. Each engine answers in a process of its own; each question goes to one after
the other, round by round: the first time a question is asked is "first", the median of the others is "warm". The
first page is the count, 20 codes by relevance, 20 highlighted snippets and three facets counted over all hits.
"""

import argparse
import json
import multiprocessing
import os
import shutil
import statistics
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from benchmarks.corpus import records
from benchmarks.peers import postgres
from benchmarks.peers.archive import Archive
from benchmarks.peers.base import Question, size
from benchmarks.peers.fts5 import Fts5
from benchmarks.peers.postgres import Postgres
from benchmarks.peers.tantivy_peer import Tantivy

LONG_QUESTION = ("who", "took", "my", "passport", "and", "how", "much", "did", "the", "company", "pay", "me")
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
    Question("twelve words, any", LONG_QUESTION, "any"),
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


def _answer(kind: Any, folder: Path, pipe: Connection) -> None:
    """One engine's process: answers the questions it is sent by number until it is sent None."""
    peer = kind()
    peer.open(folder)
    while (number := pipe.recv()) is not None:
        question = QUESTIONS[number]
        if isinstance(peer, Archive):
            peer.engine.forget_answers()
        wall, processor = time.perf_counter(), time.process_time()
        page = peer.first_page(question)
        pipe.send(((time.perf_counter() - wall) * 1000, (time.process_time() - processor) * 1000, page.count))
        if len(page.snippets) != min(20, page.count):
            raise RuntimeError(f"{kind.name} drew too few snippets for {question.name}")
    pipe.send(memory())


def ask(kinds: list[Any], places: list[Path], rounds: int) -> list[dict[str, Any]]:
    """Each question to one engine after the other, so that a busy moment of the machine hits them alike."""
    context = multiprocessing.get_context("spawn")
    pipes = []
    for kind, place in zip(kinds, places, strict=True):
        ours, theirs = context.Pipe()
        context.Process(target=_answer, args=(kind, place, theirs), daemon=True).start()
        pipes.append(ours)
    taken: list[dict[str, list[tuple[float, float, int]]]] = [{q.name: [] for q in QUESTIONS} for _ in kinds]
    for _round in range(rounds):
        for number, question in enumerate(QUESTIONS):
            for pipe, answers in zip(pipes, taken, strict=True):
                pipe.send(number)
                answers[question.name].append(pipe.recv())
    figures = []
    for pipe, answers in zip(pipes, taken, strict=True):
        pipe.send(None)
        figures.append({**_summary(answers), **pipe.recv()})
    return figures


def _summary(answers: dict[str, list[tuple[float, float, int]]]) -> dict[str, Any]:
    return {
        "first": {name: all_[0][0] for name, all_ in answers.items()},
        "warm": {name: statistics.median(wall for wall, _, _ in all_[1:]) for name, all_ in answers.items()},
        "processor": {name: statistics.median(spent for _, spent, _ in all_[1:]) for name, all_ in answers.items()},
        "hits": {name: all_[0][2] for name, all_ in answers.items()},
    }


def memory() -> dict[str, float]:
    """What this process holds and held at most, in MB; mapped files count with the pages that were touched."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return {label: int(status[key].split()[0]) / 1024 for label, key in (("held", "VmRSS"), ("most", "VmHWM"))}


def run(count: int, rounds: int, folder: Path, reuse: bool) -> dict[str, Any]:
    """All figures of one run."""
    kinds: list[Any] = [Archive, Fts5, Tantivy, *([Postgres] if postgres.SERVER else [])]
    places = [folder / f"{kind.__name__.lower()}-{count}" for kind in kinds]
    built = []
    for kind, place in zip(kinds, places, strict=True):
        kept = place.with_suffix(".json")
        if not (reuse and kept.exists()):
            kept.write_text(json.dumps(build(kind(), place, count)))
        built.append(json.loads(kept.read_text()))
    asked = ask(kinds, places, rounds)
    engines = {kind.name: {**one, **other} for kind, one, other in zip(kinds, built, asked, strict=True)}
    return {"records": count, "rounds": rounds, "cores": os.cpu_count(), "engines": engines}


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
    for when, label in (("warm", "warm"), ("processor", "warm, processor time"), ("first", "first time")):
        middle = {name: statistics.median(engines[name][when].values()) for name in names}
        cells = [f"{middle[name]:.2f} (×{middle[name] / middle[names[0]]:.1f})" for name in names]
        lines.append(f"| median, {label} (× the archive's) | | " + " | ".join(cells) + " |")
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
