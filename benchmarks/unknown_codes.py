"""How long a code takes that readers may not see, beside one that never existed: who guesses codes may hold a clock.

    python -m benchmarks.unknown_codes [--pairs 2000] [--json FILE]

One account in each state, in stores of their own, behind a real public server. Each round asks for every kind of code
once, in a new order, over one connection that stays open; what is printed are medians of the differences to the code
that never existed, in microseconds, with the interval that holds 95 of 100 medians drawn anew from the same rounds.
"""

from __future__ import annotations

import argparse
import datetime
import http.client
import io
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NEVER = "never existed"


def prepare() -> dict[str, str]:
    """A code for each kind; the stores are those that the settings name."""
    from django.core.management import call_command
    from django.utils import timezone

    from testimonies.desk.intake.vocabulary import load_vocabulary
    from testimonies.desk.models import HouseRules
    from testimonies.desk.models.codes import new_code
    from tests.people import make_people, make_testimony
    from tests.real_stores import ROOT

    for store in ("default", "edition", "receipts"):
        call_command("migrate", database=store, verbosity=0)
    load_vocabulary(ROOT / "fixtures" / "vocabulary")
    HouseRules.objects.update_or_create(pk=1, defaults={"k": 1})
    people, later = make_people(), timezone.localdate() + datetime.timedelta(days=99)
    codes = {
        NEVER: new_code(),
        "never existed either": new_code(),
        "draft": make_testimony(people, "draft").code,
        "approved": make_testimony(people, "approved").code,
        "under an embargo": make_testimony(people, "published", public_from=later).code,
        "withdrawn (410)": make_testimony(people, "withdrawn").code,
    }
    call_command("sync_edition", stdout=io.StringIO())
    return codes


@contextmanager
def serving(folder: Path) -> Iterator[int]:
    """The port of a public server on the stores in `folder`."""
    command = [sys.executable, "-m", "gunicorn", "archive.wsgi", "--bind", "127.0.0.1:0", "-k", "gthread"]
    environment = {**os.environ, "ARCHIVE_DATA": str(folder), "ARCHIVE_ROLE": "public", "ARCHIVE_LIMITS": "off"}
    server = subprocess.Popen(command, env=environment, stderr=subprocess.STDOUT, stdout=subprocess.PIPE, text=True)
    assert server.stdout
    try:
        line = next(line for line in server.stdout if "Listening at: " in line)
        yield int(line.split("Listening at: http://")[1].split()[0].rsplit(":", 1)[1])
    finally:
        server.terminate()
        server.wait(timeout=60)


def ask(connection: http.client.HTTPConnection, code: str) -> tuple[float, int]:
    """Microseconds, and the status."""
    begun = time.perf_counter_ns()
    connection.request("GET", f"/testimonies/{code}/")
    answer = connection.getresponse()
    answer.read()
    return (time.perf_counter_ns() - begun) / 1000, answer.status


def measure(port: int, codes: dict[str, str], pairs: int) -> dict[str, list[float]]:
    """Of each kind of code, how much longer it took than the one that never existed, round by round."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    statuses: dict[str, int] = {}
    differences: dict[str, list[float]] = {kind: [] for kind in codes}
    shuffle = random.Random(7)
    for number in range(pairs + 50):
        took: dict[str, float] = {}
        for kind in shuffle.sample(list(codes), len(codes)):
            took[kind], statuses[kind] = ask(connection, codes[kind])
        # The first rounds open files and fill caches.
        for kind in codes if number >= 50 else ():
            differences[kind].append(took[kind] - took[NEVER])
        differences.setdefault("", []).append(took[NEVER])
    assert all((status == 410) == ("410" in kind) for kind, status in statuses.items()), statuses
    return differences


def summary(values: list[float]) -> dict[str, float]:
    draw = random.Random(7)
    medians = sorted(statistics.median(draw.choices(values, k=len(values))) for _ in range(400))
    return {"median": statistics.median(values), "low": medians[10], "high": medians[-11]}


def main() -> None:
    """Print the table, and write it as JSON where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=2000)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        os.environ |= {"ARCHIVE_DATA": name, "ARCHIVE_ROLE": "all", "DJANGO_SETTINGS_MODULE": "archive.settings"}
        import django

        django.setup()
        codes = prepare()
        with serving(Path(name)) as port:
            differences = measure(port, codes, options.pairs)
    whole = statistics.median(differences.pop(""))
    figures = {kind: summary(values) for kind, values in differences.items() if kind != NEVER}
    print(f"A code that never existed: {whole:.0f} microseconds (median of {options.pairs})")
    for kind, held in figures.items():
        print(f"{kind:>22}: {held['median']:+7.1f} ({held['low']:+.1f} to {held['high']:+.1f})")
    if options.json:
        options.json.write_text(json.dumps({"never": whole, "pairs": options.pairs, "difference": figures}, indent=1))


if __name__ == "__main__":
    main()
