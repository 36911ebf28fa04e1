"""What the site is asked in a measurement: varied searches over the words of the synthetic accounts."""

from __future__ import annotations

import random
from urllib.parse import urlencode

from benchmarks.corpus import ENGLISH, KOREAN, PLACES, RUSSIAN, SECTORS

SUBJECT = [word for word in ENGLISH[ENGLISH.index("|") + 1 :] if len(word) > 3]


def addresses(count: int, seed: int = 3) -> list[str]:
    """`count` addresses of searches, hardly any of them twice; the same ones for the same seed."""
    chosen = random.Random(seed)
    return [f"/search/?{urlencode(_parameters(chosen), doseq=True)}" for _ in range(count)]


def _parameters(chosen: random.Random) -> dict[str, str | list[str]]:
    asked: dict[str, str | list[str]] = {"q": words(chosen)}
    if chosen.random() < 0.2:
        asked["sector"] = chosen.sample(SECTORS, chosen.randint(1, 2))
    if chosen.random() < 0.1:
        asked["place"] = chosen.choice(PLACES)
    if chosen.random() < 0.1:
        asked["period_from"] = str(chosen.randint(2005, 2020))
    if chosen.random() < 0.1:
        asked["sort"] = "newest"
    if chosen.random() < 0.1:
        asked["page"] = str(chosen.randint(2, 30))
    return asked


def words(chosen: random.Random) -> str:
    """One to three words mostly, some phrases, alternatives, exclusions, beginnings, questions, in three languages."""
    kind = chosen.random()
    pick = [*chosen.sample(SUBJECT, 4)]
    if kind < 0.3:
        return pick[0]
    if kind < 0.55:
        return " ".join(pick[: chosen.randint(2, 3)])
    if kind < 0.63:
        return f'"{pick[0]} {pick[1]}"'
    if kind < 0.70:
        return " OR ".join(pick[: chosen.randint(2, 3)])
    if kind < 0.75:
        return f"{pick[0]} -{pick[1]}"
    if kind < 0.82:
        return f"{pick[0][:5]}*"
    if kind < 0.90:
        return " ".join(chosen.sample(KOREAN if chosen.random() < 0.5 else RUSSIAN, chosen.randint(1, 2)))
    return f"who took the {pick[0]} and the {pick[1]} when the {pick[2]} came to the {pick[3]} of the company"
