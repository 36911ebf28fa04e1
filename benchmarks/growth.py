"""The speed benchmark at growing sizes, in one table:

python -m benchmarks.growth [--sizes 10000,100000,300000] [--folder benchmarks/out]
"""

import argparse
import json
import statistics
from pathlib import Path
from typing import Any

from benchmarks.speed import run


def table(figures: list[dict[str, Any]]) -> str:
    """One line a size and engine."""
    heads = ("records", "engine", "first page warm, ms (median, slowest)", "first time, ms", "indexed a second")
    lines = [f"| {' | '.join((*heads, 'index, MB', 'process, MB'))} |", "|---:|---|---:|---:|---:|---:|---:|"]
    for one in figures:
        for name, engine in one["engines"].items():
            warm, first = engine["warm"].values(), engine["first"].values()
            lines.append(
                f"| {one['records']:,} | {name} | {statistics.median(warm):.1f}, {max(warm):.1f} "
                f"| {statistics.median(first):.1f} | {engine['records_per_second']:,.0f} "
                f"| {engine['megabytes']:,.0f} | {engine['most']:,.0f} |"
            )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", default="10000,100000,300000")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--folder", type=Path, default=Path("benchmarks/out"))
    parser.add_argument("--reuse", action="store_true", help="ask the indexes built before")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    sizes = [int(size) for size in options.sizes.split(",")]
    figures = [run(size, options.rounds, options.folder, options.reuse) for size in sizes]
    (options.folder / "growth.json").write_text(json.dumps(figures, indent=1))
    print(table(figures))


if __name__ == "__main__":
    main()
