"""Adversarial queries through the site's own search: none may fail, none may hold a worker for long.

    python -m benchmarks.site.fuzz FOLDER [--queries 100000]

Figures are processor time in milliseconds, which a busy machine does not blur.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path
from typing import Any

from benchmarks.site.load import stores
from benchmarks.site.questions import SUBJECT, words

SIGNS = [
    "(",
    ")",
    '"',
    "*",
    "~",
    "~2",
    '"~9',
    " OR ",
    " AND ",
    " NOT ",
    "-",
    "+",
    ":",
    "title:",
    "pseudonym:",
    "?",
    "[",
    "\\",
    "^",
    ".",
]
SLOW = 300.0


def queries(count: int, seed: int) -> list[str]:
    chosen = random.Random(seed)
    kinds = [_signs, _nested, _stars, _planes, _huge, words, _mixed]
    return [chosen.choice(kinds)(chosen) for _ in range(count)]


def _signs(chosen: random.Random) -> str:
    return "".join(chosen.choice([*SIGNS, " ", chosen.choice(SUBJECT)]) for _ in range(chosen.randint(1, 60)))


def _nested(chosen: random.Random) -> str:
    depth = chosen.randint(1, 1_000)
    return (
        "(" * depth + chosen.choice(SUBJECT) + chosen.choice(["", ")" * depth, " OR " + ")" * chosen.randint(0, depth)])
    )


def _stars(chosen: random.Random) -> str:
    return " ".join(f"{chosen.choice(SUBJECT)[: chosen.randint(1, 3)]}*" for _ in range(chosen.randint(1, 12)))


def _planes(chosen: random.Random) -> str:
    return "".join(chr(chosen.randint(1, 0x10FFFF)) for _ in range(chosen.randint(1, 80)))


def _huge(chosen: random.Random) -> str:
    return chosen.choice(["a", "진", "я ", "passport ", '"', "x~ ", "co* "]) * chosen.randint(100, 1_000)


def _mixed(chosen: random.Random) -> str:
    return " ".join(chosen.choice([_signs, _planes, words])(chosen) for _ in range(3))


def measure(count: int, seed: int = 1) -> dict[str, Any]:
    """How many were answered, were told what is wrong with them, or held a worker longer than `SLOW`."""
    from testimonies.edition.search.form import SearchForm
    from testimonies.edition.search.query import find

    taken: list[tuple[float, str]] = []
    refused = 0
    for query in queries(count, seed):
        start = time.process_time()
        form = SearchForm({"q": query, "view": "concordance" if len(taken) % 50 == 0 else "list"})
        if form.is_valid():
            find(form.cleaned_data)  # type: ignore[arg-type]
        else:
            assert form.problems
            refused += 1
        taken.append(((time.process_time() - start) * 1000, query))
    taken.sort()
    return {
        "queries": count,
        "refused_with_a_sentence": refused,
        "exceptions": 0,
        "median_ms": round(taken[len(taken) // 2][0], 2),
        "p99_ms": round(taken[int(len(taken) * 0.99)][0], 2),
        "slowest_ms": round(taken[-1][0], 2),
        "slower_than_300_ms": sum(1 for milliseconds, _ in taken if milliseconds > SLOW),
        "slowest": [(round(milliseconds), ascii(query)[:80]) for milliseconds, query in taken[-5:]],
    }


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("folder", type=Path)
    reader.add_argument("--queries", type=int, default=100_000)
    reader.add_argument("--seed", type=int, default=1)
    given = reader.parse_args()
    stores(given.folder)
    print(json.dumps(measure(given.queries, given.seed), indent=1))


if __name__ == "__main__":
    main()
