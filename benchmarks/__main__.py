"""Everything that is measured, with one command, into one file:

    python -m benchmarks --records 100000 [--judged DIR ...] [--folder benchmarks/out]

Speed against the peers, the site's own measures, and quality on the judged sets: those kept beside this file, and any
directory given with `corpus.jsonl`, `queries.jsonl` and `qrels.tsv`. Writes `figures.json`.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from benchmarks import quality, speed
from benchmarks.site import run as site

JUDGED = Path(__file__).with_name("judged")


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--records", type=int, default=100_000)
    reader.add_argument("--rounds", type=int, default=15)
    reader.add_argument("--judged", type=Path, nargs="*", default=[])
    reader.add_argument("--folder", type=Path, default=Path("benchmarks/out"))
    given = reader.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    sets = [*sorted(path for path in JUDGED.iterdir() if path.is_dir()), *given.judged]
    judged = [asdict(quality.measure(folder)) for folder in sets]
    stores = (given.folder / "site" / f"stores-{given.records}").resolve()
    stores.mkdir(parents=True, exist_ok=True)
    pages = site.run(given.records, stores, 1_000)
    peers = speed.run(given.records, given.rounds, given.folder, reuse=False)
    (given.folder / "figures.json").write_text(json.dumps({"speed": peers, "site": pages, "quality": judged}, indent=1))
    print(speed.table(peers), site.table(pages), sep="\n\n")
    for one in judged:
        print(json.dumps(one))


if __name__ == "__main__":
    main()
