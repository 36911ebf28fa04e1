"""A small schema with every kind of field, and random documents for it."""

import random
from typing import Any

from whoosh import columns, fields
from whoosh.analysis import SpaceSeparatedTokenizer

WORDS = [f"{a}{b}" for a in ("wo", "ro", "mi", "ta") for b in ("rk", "rd", "nt", "ll", "st")]
VALUES = ["construction", "logging", "garment"]
TAGS = ["debt", "passport", "wages", "threat"]


def seeded(seed: int | None) -> random.Random:
    """Chance that can be repeated; nothing secret hangs on it."""
    return random.Random(seed)  # noqa: S311


def schema() -> fields.Schema:
    return fields.Schema(
        code=fields.ID(unique=True, sortable=True),
        hash=fields.COLUMN(columns.VarBytesColumn()),
        title=fields.TEXT(analyzer=SpaceSeparatedTokenizer()),
        body=fields.TEXT(analyzer=SpaceSeparatedTokenizer()),
        sector=fields.ID(),
        tags=fields.KEYWORD(commas=True),
        year=fields.NUMERIC(int, sortable=True),
    )


def document(number: int, rng: random.Random) -> dict[str, Any]:
    made: dict[str, Any] = {
        "code": f"C{number:05d}",
        "hash": b"%08x" % rng.randrange(2**32),
        "body": " ".join(rng.choices(WORDS, weights=range(len(WORDS), 0, -1), k=rng.randint(1, 40))),
    }
    if rng.random() < 0.8:
        made["title"] = " ".join(rng.choices(WORDS, k=rng.randint(1, 5)))
    if rng.random() < 0.9:
        made["sector"] = rng.choice(VALUES)
    if rng.random() < 0.9:
        made["tags"] = rng.sample(TAGS, rng.randint(1, 3))
    if rng.random() < 0.9:
        made["year"] = rng.randint(1990, 2024)
    return made
