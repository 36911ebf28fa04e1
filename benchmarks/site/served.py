"""Server time of the search page in one process, from the request to the last byte, in milliseconds.

The processor's time is given beside the clock's: on a busy machine the clock measures the neighbours.
"""

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


def asked(client: Any, address: str) -> tuple[float, float, str]:
    start, used = time.perf_counter(), time.process_time()
    response = client.get(address)
    taken, spent = (time.perf_counter() - start) * 1000, (time.process_time() - used) * 1000
    assert response.status_code == 200, (response.status_code, address)
    return taken, spent, address


def summary(taken: list[tuple[float, float, str]]) -> dict[str, Any]:
    ordered = sorted(taken)
    times = [milliseconds for milliseconds, _, _ in ordered]
    spent = sorted(milliseconds for _, milliseconds, _ in taken)
    return {
        "processor_median": round(statistics.median(spent), 2),
        "processor_p99": round(spent[int(len(spent) * 0.99) - 1], 2),
        "requests": len(times),
        "median": round(statistics.median(times), 2),
        "p99": round(times[int(len(times) * 0.99) - 1], 2),
        "slowest": round(times[-1], 2),
        "slowest_address": ordered[-1][2],
    }
