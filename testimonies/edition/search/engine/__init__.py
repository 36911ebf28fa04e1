"""A fast reader and writer over Whoosh's index: arrays instead of one document at a time. Knows no Django."""

from testimonies.edition.search.engine import writer
from testimonies.edition.search.engine.answers import Page
from testimonies.edition.search.engine.errors import (
    EngineError,
    IndexBusy,
    IndexDamaged,
    IndexMissing,
    TooComplex,
    TooCostly,
    UnsupportedField,
)
from testimonies.edition.search.engine.evaluator import Notice
from testimonies.edition.search.engine.reader import Engine
from testimonies.edition.search.engine.scoring import Ranking
from testimonies.edition.search.engine.tree import Limits

__all__ = [
    "Engine",
    "EngineError",
    "IndexBusy",
    "IndexDamaged",
    "IndexMissing",
    "Limits",
    "Notice",
    "Page",
    "Ranking",
    "TooComplex",
    "TooCostly",
    "UnsupportedField",
    "writer",
]
