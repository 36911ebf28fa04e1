"""How long the disclosure-risk gate takes at 100,000 accounts.

python benchmarks/risk.py [--accounts N] [--json FILE]
"""

import argparse
import json
import random
import statistics
import time
from pathlib import Path

from testimonies.deidentify.counts import count_all
from testimonies.deidentify.population import Context, Population, Row
from testimonies.deidentify.risk import judge

_PARENTS = {f"town-{number}": f"region-{number % 4}" for number in range(40)} | {
    f"region-{n}": "russia" for n in range(4)
}


def _context(chance: random.Random) -> Context:
    """A context whose values are as uneven as in life: a few sectors and places hold most accounts."""
    first = chance.choice([None, *range(1995, 2026)])
    place = chance.choice(
        ["", f"region-{int(chance.paretovariate(1)) % 4}", f"town-{int(chance.paretovariate(0.7)) % 40}"]
    )
    sector = f"sector-{int(chance.paretovariate(1)) % 13}"
    last = None if first is None else first + chance.randint(0, 6)
    recruitment = chance.choice(["", "applied", "selected", "paid-bribe", "military-unit", "student-visa"])
    leaving = chance.choice(["left", "returned", "unknown"])
    return Context(
        place,
        sector,
        first,
        last,
        recruitment,
        leaving,
        chance.choice(["interview", "report", "press"]),
        chance.choice(["ko", "en", "ru"]),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Time of the disclosure-risk gate.")
    parser.add_argument("--accounts", type=int, default=100_000)
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    options = parser.parse_args()
    chance = random.Random(20260)
    rows = [Row(f"account-{number}", _context(chance)) for number in range(options.accounts)]
    began = time.perf_counter()
    population = Population(rows, _PARENTS)
    built = time.perf_counter()
    counts = count_all(population)
    counted = time.perf_counter()
    times = []
    for row in chance.sample(rows, 50):
        start = time.perf_counter()
        judgement = judge(row.context, population, account=row.account)
        times.append(time.perf_counter() - start)
        if judgement.k != counts[row.account]:
            raise SystemExit("The two ways of counting disagree.")
    figures = {
        "accounts": options.accounts,
        "reading the rows, s": round(built - began, 3),
        "k of every account, s": round(counted - built, 3),
        "one candidate with rare fields and proposal, median s": round(statistics.median(times), 4),
        "one candidate, slowest s": round(max(times), 4),
        "accounts below 3": sum(k < 3 for k in counts.values()),
    }
    for name, value in figures.items():
        print(f"{name:55} {value}")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
