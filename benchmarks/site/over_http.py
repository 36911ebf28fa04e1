"""Searches a second over HTTP from two gunicorn workers on this machine, and what a worker holds in memory."""

from __future__ import annotations

import http.client
import multiprocessing
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.site.questions import addresses

REQUESTS = 2_000
CLIENTS = 4
WORKERS = 2


def measure() -> dict[str, Any]:
    """Bounded: `REQUESTS` varied searches by `CLIENTS` at once, on the loopback address only."""
    with served() as (port, server):
        ask(port, addresses(200, seed=11))
        shares = [addresses(REQUESTS // CLIENTS, seed=20 + number) for number in range(CLIENTS)]
        start = time.perf_counter()
        with multiprocessing.get_context("spawn").Pool(CLIENTS) as clients:
            clients.starmap(ask, [(port, addresses(1)) for _ in range(CLIENTS)])
            start = time.perf_counter()
            answered = sum(clients.starmap(ask, [(port, share) for share in shares]))
        seconds = time.perf_counter() - start
        return {
            "requests": answered,
            "searches_per_second": round(answered / seconds, 1),
            "workers": [memory(child) for child in children(server.pid)],
        }


def ask(port: int, asked: list[str]) -> int:
    """Asks one after another; every answer must be a page."""
    for address in asked:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", address)
        response = connection.getresponse()
        response.read()
        connection.close()
        assert response.status == 200, (response.status, address)
    return len(asked)


@contextmanager
def served() -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "archive.wsgi", "--preload", "--workers", str(WORKERS)]
    command += ["--bind", f"127.0.0.1:{port}", "--log-level", "error"]
    server = subprocess.Popen(command, env={**os.environ, "ARCHIVE_ROLE": "public"})
    try:
        for _attempt in range(100):
            try:
                ask(port, ["/search/?q=passport"])
                break
            except OSError:
                time.sleep(0.1)
        yield port, server
    finally:
        server.terminate()
        server.wait(20)


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def memory(pid: int) -> dict[str, float]:
    """Megabytes: all pages mapped (RSS), and these shared out among the processes that map them (PSS)."""
    kept = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:])
    return {name.lower(): round(int(kept[name].split()[0]) / 1024, 1) for name in ("Rss", "Pss")}
