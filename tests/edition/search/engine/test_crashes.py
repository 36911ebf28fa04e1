"""kill -9 at any moment, and readers beside writers."""

import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from whoosh import query as q

from testimonies.edition.search.engine import Engine, writer
from tests.edition.search.engine import schemas

pytestmark = pytest.mark.long

KILLS = 8
_SCRIPT = """
import sys
from testimonies.edition.search.engine import writer
path, start = sys.argv[1], int(sys.argv[2])
print("ready", flush=True)
for number in range(start, start + 10_000):
    removed = [f"K{number - 3:06d}"] if number % 3 == 0 else []
    writer.update(path, [{"code": f"K{number:06d}", "body": f"work word{number}"}], removed, safety=number % 7 == 0)
    print(number, flush=True)
    if number % 5 == 0:
        writer.merge(path)
"""


def test_killed_writers_leave_an_index_that_opens_and_has_what_was_acknowledged(tmp_path: Path) -> None:
    path, rng = tmp_path / "index", schemas.seeded(None)
    writer.build(path, [], schemas.schema())
    start = 0
    for _ in range(KILLS):
        said = _killed_after(path, start, rng.uniform(0.0, 0.25))
        engine = Engine(path)
        last = said[-1] if said else start - 1
        present = {int(code[1:]) for code in engine.codes()}
        wanted = {number for number in range(last + 1) if (number + 3) % 3 or number + 3 > last}
        # The change under way when the writer died may or may not be there; nothing else may differ.
        assert present ^ wanted <= {last + 1, last - 2}, (sorted(present ^ wanted), last)
        assert engine.search(q.Term("body", "work")).count == len(present)
        for number in present:
            assert engine.search(q.Term("body", f"word{number}")).codes == [f"K{number:06d}"]
        writer.update(path, [], [f"K{last + 1:06d}"])
        writer.update(path, [{"code": f"K{n:06d}", "body": f"work word{n}"} for n in wanted - present])
        writer.update(path, [], [f"K{n:06d}" for n in present - wanted])
        start = last + 1


def _killed_after(path: Path, start: int, seconds: float) -> list[int]:
    process = subprocess.Popen(
        [sys.executable, "-c", _SCRIPT, str(path), str(start)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    timer = threading.Timer(seconds, process.send_signal, [signal.SIGKILL])
    timer.start()
    said = [int(line) for line in process.stdout.read().split("\n")[:-1]]
    process.wait()
    process.stdout.close()
    timer.cancel()
    return said


def test_no_reader_fails_while_the_index_changes(tmp_path: Path) -> None:
    """Neither one that opens the index anew each time nor one that takes up each generation."""
    path = tmp_path / "index"
    writer.build(path, [{"code": f"S{n:04d}", "body": "work stays"} for n in range(50)], schemas.schema())
    failures: list[BaseException] = []
    done = threading.Event()
    reads = [0, 0, 0, 0]

    def read(place: int) -> None:
        engine = Engine(path)
        try:
            while not done.is_set():
                if place % 2:
                    engine = Engine(path)
                engine.refresh()
                page = engine.search(q.Term("body", "stays"), facets=("sector",), limit=50)
                assert page.count == 50
                assert len(page.codes) == 50
                reads[place] += 1
        except BaseException as failure:  # noqa: BLE001  (told to the test, which fails)
            failures.append(failure)

    readers = [threading.Thread(target=read, args=(place,)) for place in range(len(reads))]
    for reader in readers:
        reader.start()
    _write_until(path, lambda: bool(failures) or min(reads) > 50)
    done.set()
    for reader in readers:
        reader.join()
    assert not failures, failures


def _write_until(path: Path, enough: Callable[[], bool]) -> None:
    """Publishes, removes and merges, some dozens of times at least and until the readers have read enough."""
    number = 0
    while number < 60 or not enough():
        writer.update(path, [{"code": f"N{number % 40:04d}", "body": "work comes"}], safety=number % 6 == 0)
        number += 1
        if number % 9 == 0:
            writer.merge(path)
