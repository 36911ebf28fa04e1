"""How well the site's own query path finds what judges called relevant.

    python -m benchmarks.quality DIR... [--json FILE] [--worst N]

A directory holds ``corpus.jsonl`` (id, title, text, lang), ``queries.jsonl`` (id, text) and ``qrels.tsv`` (query,
document, grade). Each set is indexed by the site's schema, analysers and writer, and asked through ``language.parse``
and the site's engine, two lists as the first page shows them. Printed are nDCG@10 and recall@100 over all queries.
"""

from __future__ import annotations

import argparse
import json
import math
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from testimonies.edition.search import fields
from testimonies.edition.search.engine import Engine, Page, writer
from testimonies.edition.search.language import parse
from testimonies.edition.search.language.asking import LIMITS, also, ask

Judged = dict[str, dict[str, int]]


@dataclass
class Asked:
    """What the questions of one set gave; times in milliseconds."""

    queries: int
    ndcg_10: float
    recall_100: float
    all_words: int
    median_ms: float
    slowest_ms: float


@dataclass
class Figures:
    """One set's result; index size in bytes."""

    name: str
    documents: int
    index_seconds: float
    index_bytes: int
    asked: Asked


def ndcg(found: list[str], judged: dict[str, int], depth: int = 10) -> float:
    """Normalised discounted cumulative gain with gains of 2^grade - 1."""
    ideal = sorted(judged.values(), reverse=True)[:depth]
    best = sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(ideal))
    got = sum((2 ** judged.get(code, 0) - 1) / math.log2(place + 2) for place, code in enumerate(found[:depth]))
    return got / best if best else 0.0


def recall(found: list[str], judged: dict[str, int], depth: int = 100) -> float:
    wanted = {code for code, grade in judged.items() if grade > 0}
    return len(wanted & set(found[:depth])) / len(wanted) if wanted else 0.0


def lines(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as rows:
        yield from map(json.loads, rows)


def judgements(path: Path) -> Judged:
    judged: Judged = defaultdict(dict)
    for row in path.read_text(encoding="utf-8").splitlines():
        query, document, grade = row.split("\t")
        judged[query][document] = int(grade)
    return judged


def documents(folder: Path) -> Iterator[dict[str, str | bytes]]:
    for row in lines(folder / "corpus.jsonl"):
        language = row.get("lang", "en")
        yield {
            "code": row["id"],
            "hash": row["id"].encode(),
            f"title_{language}": row["title"],
            f"text_{language}": fields.whole_text(row["title"], [row["text"]]),
        }


def measure(folder: Path, worst: int = 0) -> Figures:
    """Indexes one set in a temporary folder and asks all its questions."""
    with tempfile.TemporaryDirectory() as place:
        start = time.perf_counter()
        count = writer.build(Path(place), documents(folder), fields.schema(), processes=1)
        seconds = time.perf_counter() - start
        size = sum(file.stat().st_size for file in Path(place).iterdir())
        asking, rows = asked(Engine(place, ranking=fields.RANKING, limits=LIMITS), folder)
    for score, text, query in sorted(rows)[:worst]:
        print(f"  {score:.2f} {text} [{query}]")
    return Figures(folder.name, count, round(seconds, 2), size, asking)


def asked(engine: Engine, folder: Path) -> tuple[Asked, list[tuple[float, str, str]]]:
    judged = judgements(folder / "qrels.tsv")
    scores, recalls, times, rows, whole = [], [], [], [], 0
    for row in lines(folder / "queries.jsonl"):
        wanted = judged.get(row["id"])
        if not wanted:
            continue
        start = time.perf_counter()
        stage, page = answer(engine, row["text"])
        times.append((time.perf_counter() - start) * 1000)
        whole += stage == "all"
        scores.append(ndcg(page.codes, wanted))
        recalls.append(recall(page.codes, wanted))
        rows.append((scores[-1], row["text"], f"{stage} {page.count} {page.codes[:3]} for {list(wanted)[:3]}"))
    total = len(scores)
    times.sort()
    means = round(sum(scores) / total, 4), round(sum(recalls) / total, 4)
    return Asked(total, *means, whole, round(times[total // 2], 2), round(times[-1], 2)), rows


def answer(engine: Engine, text: str) -> tuple[str, Page]:
    """What the page shows: the first list, and under a short one those that hold most words."""
    question = parse(text)
    stage, page = ask(question, lambda query: engine.search(query, limit=100))
    second = also(question, stage, page.count)
    if second is not None:
        page = replace(page, codes=page.codes + engine.search(second, limit=100).codes)
    return stage, page


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("folders", nargs="+", type=Path)
    reader.add_argument("--json", type=Path)
    reader.add_argument("--worst", type=int, default=0, help="print so many of the worst questions of each set")
    given = reader.parse_args()
    parse("what is read once in a process is not timed")
    results = [measure(folder, given.worst) for folder in given.folders]
    for one in results:
        got = one.asked
        print(
            f"{one.name:14} nDCG@10 {got.ndcg_10:.4f}  recall@100 {got.recall_100:.4f}  queries {got.queries:4}"
            f"  all words matched {got.all_words:4}  median {got.median_ms} ms  slowest {got.slowest_ms} ms"
        )
    if given.json:
        given.json.write_text(json.dumps([asdict(one) for one in results], indent=2), encoding="utf-8")


if __name__ == "__main__":
    main()
