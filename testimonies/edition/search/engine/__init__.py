"""A fast reader and writer over Whoosh's index: arrays instead of one document at a time. Knows no Django."""

from . import writer
from .answers import Page
from .errors import (
    EngineError,
    IndexBusy,
    IndexDamaged,
    IndexMissing,
    TooComplex,
    TooCostly,
    UnsupportedField,
)
from .evaluator import Notice
from .reader import Engine
from .scoring import Ranking
from .tree import Limits

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
