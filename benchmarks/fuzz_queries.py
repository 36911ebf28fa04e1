"""Hostile query strings through the parser, the query builder and highlighting: no exception, none of them slow.

    python -m benchmarks.fuzz_queries [COUNT] [--seed N] [--index FOLDER]

With an index folder every tree is also run by the engine; what it refuses with an error of its own is counted apart.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Iterator

from testimonies.edition.search.engine import Engine, TooComplex, TooCostly
from testimonies.edition.search.language import parse
from testimonies.edition.search.language.question import Question
from testimonies.edition.search.snippets import mark

WORDS = [
    *(
        "passport",
        "labour",
        "jin",
        "tae",
        "loyalty",
        "fee",
        "the",
        "what",
        "when",
        "노동자",
        "충성자금",
        "진",
        "로씨야",
    ),
    *(
        "무엇인가요",
        "강제노동수용소",
        "рабочий",
        "Цой",
        "взносы",
        "верности",
        "кто",
        "OR",
        "AND",
        "NOT",
        "-",
        "+",
        "~",
        "~5",
    ),
    *(
        "*",
        "**",
        "?",
        "title:",
        "pseudonym:",
        "제목:",
        '"',
        "«",
        "»",
        "“",
        "(",
        ")",
        "((",
        "))",
        "a*",
        "*a",
        "a*b",
        "b~",
    ),
    *("c~2", '"a b"~9', "[a-z]+", "(?:x)", "\\d{9}", "^$", ".*", "%00", "<script>", "&lt;", "'", "--", ";"),
]
TEXT = "Jin said the loyalty fee <b>was</b> taken. 노동자들이 충성자금을 바쳤다. Рабочие платили взносы верности."
# Seconds of processor, so that a busy machine is not taken for a slow query.
SLOW = 0.3


def strings(count: int, seed: int) -> Iterator[str]:
    """Queries of every kind in turn."""
    chance = random.Random(seed)
    kinds = (_mixed, _unicode, _nested, _huge, _stars, _quotes)
    for number in range(count):
        yield kinds[number % len(kinds)](chance)


def _mixed(chance: random.Random) -> str:
    return chance.choice(("", " ", "\t")).join(chance.choices(WORDS, k=chance.randrange(1, 40)))


def _unicode(chance: random.Random) -> str:
    plane = chance.randrange(17) << 16
    return "".join(chr(plane + chance.randrange(0x10000)) for _ in range(chance.randrange(1, 60)))


def _nested(chance: random.Random) -> str:
    depth = chance.choice((3, 30, 300, 1000))
    inner = " OR ".join(chance.choices(WORDS, k=5))
    return "-(" * chance.randrange(2) + "(" * depth + inner + ")" * chance.randrange(depth + 2) + " -x"


def _huge(chance: random.Random) -> str:
    return (chance.choice(WORDS) + chance.choice(("", " ", "*", "~", '"'))) * chance.choice((10, 500, 5000))


def _stars(chance: random.Random) -> str:
    return " ".join(
        "".join(chance.choices("ab노я*?~", k=chance.randrange(1, 30))) for _ in range(chance.randrange(1, 60))
    )


def _quotes(chance: random.Random) -> str:
    return "".join(
        chance.choices(['"', "«", "”", "~", "9", "a", "진", " ", "-", "title:", "("], k=chance.randrange(1, 200))
    )


def examine(text: str, engine: Engine | None, counted: Counter[str]) -> float:
    """Runs one string through everything; returns the seconds of processor taken."""
    start = time.process_time()
    question: Question = parse(text)
    mark(TEXT, question)
    for stage in question.stages or ("all",):
        tree = question.query(stage)
        if engine is None:
            continue
        try:
            found = engine.search(tree)
            counted["matched everything"] += found.count >= engine.count > 100
        except (TooComplex, TooCostly) as refusal:
            counted[type(refusal).__name__] += 1
    counted["without words"] += question.tree is None
    return time.process_time() - start


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("count", nargs="?", type=int, default=100_000)
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--index")
    given = reader.parse_args()
    engine = Engine(given.index) if given.index else None
    parse("passport jin 진")  # what is read once in a process is not counted
    counted: Counter[str] = Counter()
    times: list[float] = []
    for text in strings(given.count, given.seed):
        times.append(examine(text, engine, counted))
        if times[-1] > SLOW:
            counted["slow"] += 1
            print(f"{times[-1] * 1000:.0f} ms: {text[:80]!r}")
    times.sort()
    middle, rare, last = (times[int(len(times) * share)] * 1000 for share in (0.5, 0.99, 1 - 1 / len(times)))
    print(f"{given.count} queries, none raised; median {middle:.2f} ms, 99% {rare:.2f} ms, slowest {last:.1f} ms")
    print(dict(counted))


if __name__ == "__main__":
    main()
