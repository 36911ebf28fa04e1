"""Changing a large index: how long one account takes to be found, to be removed for safety, and whether kills hurt.

    python -m benchmarks.changes [--records 100000] [--publish 40] [--kills 200] [--folder benchmarks/out]

Builds the index of `records` accounts if the folder has none, then publishes accounts one by one with a merge when the
policy asks for it, removes accounts for safety (one, and one from every segment at once), and kills a writer at random
moments, opening and checking the index after each. Prints the figures and writes `changes-N.json`.
"""

import argparse
import json
import multiprocessing
import random
import shutil
import statistics
import time
from itertools import islice
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any

from whoosh import query as q

from benchmarks.bench_schema import document, schema
from benchmarks.corpus import records
from testimonies.edition.search.engine import Engine, folder, writer

FACETS = ("abuse", "sector", "place")


def check(held: bool, claim: str) -> None:
    """A benchmark that measured something broken measured nothing."""
    if not held:
        raise RuntimeError(f"not so: {claim}")


def publish(path: Path, count: int) -> dict[str, float]:
    """Milliseconds from the call that publishes an account until an open reader finds it, and of merges between."""
    engine = Engine(path)
    engine.search(q.Every(), facets=FACETS)
    waits, merges = [], []
    for number, record in enumerate(islice(records(count, seed=99), count)):
        account = {**document(record), "code": f"NEW-{number:04d}", "hash": b"new"}
        account["text_en"] = f"onlyhere{number} " + account.get("text_en", "")
        start = time.perf_counter()
        writer.update(path, [account])
        engine.refresh()
        found = engine.search(q.Term("text_en", f"onlyhere{number}"), facets=FACETS)
        waits.append((time.perf_counter() - start) * 1000)
        check(found.codes == [f"NEW-{number:04d}"], "the account published is found")
        start = time.perf_counter()
        if writer.merge(path):
            merges.append((time.perf_counter() - start) * 1000)
    return {
        "published_to_found_ms_median": statistics.median(waits),
        "published_to_found_ms_most": max(waits),
        "merge_ms_most": max(merges, default=0.0),
    }


def remove(path: Path) -> dict[str, float]:
    """Seconds a removal for safety takes: one account, and one from every large segment together."""
    codes = list(Engine(path).codes())
    taken = {}
    step = max(len(codes) // 16, 1)
    for label, gone in (("one", codes[:1]), ("from_every_segment", codes[1::step])):
        start = time.perf_counter()
        writer.update(path, [], gone, safety=True)
        taken[f"safety_removal_seconds_{label}"] = time.perf_counter() - start
        left = Engine(path).codes()
        check(not set(gone) & set(left), "the removed accounts are gone")
        for one in path.iterdir():
            held = one.read_bytes()
            check(not any(code.encode() in held for code in gone), "no removed code is in any file")
    return taken


def _write_on(path: Path, seed: int) -> None:
    rng = random.Random(seed)
    while True:
        number = rng.randrange(500)
        account = {"code": f"K{number:04d}", "text_en": f"work thing{number}", "hash": b"x"}
        writer.update(path, [account], [f"K{rng.randrange(500):04d}"], safety=rng.random() < 0.2)
        if rng.random() < 0.3:
            writer.merge(path)


def kill(path: Path, times: int) -> dict[str, int]:
    """Kills a writer at `times` random moments; every time the index must open and agree with itself."""
    shutil.rmtree(path, ignore_errors=True)
    writer.build(path, [], schema())
    rng, generations = random.Random(1), set()
    context = multiprocessing.get_context("spawn")
    for seed in range(times):
        process: SpawnProcess = context.Process(target=_write_on, args=(path, seed), daemon=True)
        process.start()
        before = folder.generation(path)
        deadline = time.monotonic() + 20
        while folder.generation(path) == before and time.monotonic() < deadline:
            time.sleep(0.001)
        time.sleep(rng.uniform(0, 0.05))
        process.kill()
        process.join()
        engine = Engine(path)
        codes = engine.codes()
        found = engine.search(q.Term("text_en", "work")).count
        check(found == len(codes) == engine.count, "the index agrees with itself")
        generations.add(engine.generation)
    writer.update(path, safety=True)
    left = {segment.file_name() for segment in folder.contents(path).segments}
    strays = [one.name for one in path.iterdir() if one.suffix in {".tseg", ".draft"} and one.name not in left]
    check(not strays, "no stray file is left")
    return {"kills": times, "kills_survived": times, "generations_seen": len(generations)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--publish", type=int, default=40)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--folder", type=Path, default=Path("benchmarks/out"))
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    path = options.folder / f"changes-{options.records}"
    shutil.rmtree(path, ignore_errors=True)
    writer.build(path, map(document, records(options.records)), schema())
    figures: dict[str, Any] = {"records": options.records, **publish(path, options.publish), **remove(path)}
    figures.update(kill(options.folder / "kills", options.kills))
    (options.folder / f"changes-{options.records}.json").write_text(json.dumps(figures, indent=1))
    for name, value in figures.items():
        print(f"{name:36} {value:,.3f}" if isinstance(value, float) else f"{name:36} {value:,}")


if __name__ == "__main__":
    main()
