"""Server time of the search page in one process, from the request to the last byte, in milliseconds."""

from __future__ import annotations

import statistics
import time
from typing import Any

from benchmarks.site.questions import addresses

ASKED = 600


def measure() -> dict[str, Any]:
    """Each address once in a fresh process ("first"), then other ones ("varied"), then the first again ("again")."""
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    client.get("/search/?q=passport")
    questions = addresses(2 * ASKED)
    rounds = {"first": questions[:ASKED], "varied": questions[ASKED:], "again": questions[:ASKED]}
    return {name: summary([asked(client, address) for address in part]) for name, part in rounds.items()}


def asked(client: Any, address: str) -> tuple[float, str]:
    start = time.perf_counter()
    response = client.get(address)
    taken = (time.perf_counter() - start) * 1000
    assert response.status_code == 200, (response.status_code, address)
    return taken, address


def summary(taken: list[tuple[float, str]]) -> dict[str, Any]:
    ordered = sorted(taken)
    times = [milliseconds for milliseconds, _ in ordered]
    return {
        "requests": len(times),
        "median": round(statistics.median(times), 2),
        "p99": round(times[int(len(times) * 0.99) - 1], 2),
        "slowest": round(times[-1], 2),
        "slowest_address": ordered[-1][1],
    }
