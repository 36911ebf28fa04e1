"""kill -9 of the indexer at random moments: the index must open each time, and the next run must catch up.

python -m benchmarks.site.kills [--times 200]
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.corpus import records
from benchmarks.site.load import snapshot, stores, vocabulary

ACCOUNTS = 300
# What is done in the process that is killed: small updates, removals, merges and now and then a rebuild.
WORK = """
import sys
from pathlib import Path
from benchmarks.site.load import stores
stores(Path(sys.argv[1]))
from testimonies.edition.search import sync
print("ready", flush=True)
while True:
    sync.bring_up_to_date()
    sync.merge()
    if sys.argv[2] == "rebuild":
        sync.rebuild()
"""


def measure(times: int, folder: Path) -> dict[str, Any]:
    from testimonies.edition import publish
    from testimonies.edition.search import sync

    publish.put_vocabulary(vocabulary())
    made = [snapshot(record) for record in records(ACCOUNTS)]
    publish.put_many(made)
    sync.rebuild()
    chosen = random.Random(5)
    lost = 0
    for number in range(times):
        kill_one(chosen, number, folder)
        assert sync.is_ready(), "the index must open after every kill"
        lost += mended()
    return {"kills": times, "opened": times, "accounts_mended_after_a_kill": lost, "differences_left": 0}


def kill_one(chosen: random.Random, number: int, folder: Path) -> None:
    """Changes are made while the indexer works, and it is killed in the middle of them."""
    from testimonies.edition import publish
    from testimonies.vocabulary import TombstoneReason

    manner = "rebuild" if chosen.random() < 0.3 else "update"
    process = subprocess.Popen(
        [sys.executable, "-c", WORK, str(folder), manner], stdout=subprocess.PIPE, env=os.environ
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    until = time.monotonic() + chosen.uniform(0.0, 0.4)
    for change in range(3):
        record = next(records(1, seed=9_000 + number * 3 + change))
        record["code"] = f"NKR-K{number}-{change}"
        publish.put(snapshot(record))
        if change == 2 and number:
            code = f"NKR-K{number - 1}-0"
            publish.withdraw(code, TombstoneReason.WITHDRAWN, on=datetime.date(2025, 1, 1))
    time.sleep(max(until - time.monotonic(), 0.0))
    process.kill()
    process.wait()
    process.stdout.close()


def mended() -> int:
    """What the next run of the indexer does; afterwards rows and index must be the same."""
    from testimonies.edition.models import PublishedTestimony
    from testimonies.edition.search import sync

    count = sync.bring_up_to_date() + sync.reconcile()
    rows = dict(PublishedTestimony.objects.current().values_list("code", "fingerprint"))
    assert sync.index_fingerprints() == rows, "the index must catch up with the rows"
    return count


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--times", type=int, default=200)
    given = reader.parse_args()
    with tempfile.TemporaryDirectory() as place:
        stores(Path(place))
        print(json.dumps(measure(given.times, Path(place)), indent=1))


if __name__ == "__main__":
    main()
