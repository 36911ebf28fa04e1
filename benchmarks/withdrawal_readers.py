"""Servers of both roles, and people who read while an account is withdrawn."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Reader:
    """Somebody who reads one account again and again, and remembers what they got: when asked, and which status."""

    address: str
    word: str
    stop: threading.Event
    seen: list[tuple[float, int]] = field(default_factory=list)

    def read(self) -> None:
        while not self.stop.is_set():
            asked = time.perf_counter()
            status, body = get(self.address)
            assert status in {200, 410}, f"a reader was answered {status}"
            assert (status == 200) == (self.word in body), "half a state: neither the account nor its tombstone"
            self.seen.append((asked, status))


def get(url: str, sent: dict[str, str] | None = None) -> tuple[int, str]:
    data = urllib.parse.urlencode(sent).encode() if sent is not None else None
    try:
        with urllib.request.urlopen(url, data, timeout=60) as answer:  # noqa: S310 (its own servers)
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


@contextmanager
def serving(role: str) -> Iterator[str]:
    command = [sys.executable, "-m", "gunicorn", "archive.wsgi", "--preload", "--workers", "2", "--bind", "127.0.0.1:0"]
    environment = {**os.environ, "ARCHIVE_ROLE": role, "ARCHIVE_HOSTS": "127.0.0.1"}
    server = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    assert server.stderr
    for line in server.stderr:
        if "Listening at: " in line:
            break
    threading.Thread(target=server.stderr.read, daemon=True).start()
    try:
        yield line.split("Listening at: ")[1].split()[0]
    finally:
        server.terminate()
        server.wait(60)


def wait_for(readers: list[Reader], status: int) -> None:
    """Until each of them was answered so; the machine may be busy."""
    until = time.perf_counter() + 60
    while not all(status in {got for _, got in reader.seen} for reader in readers):
        assert time.perf_counter() < until, f"a reader never saw {status}"
        time.sleep(0.01)
