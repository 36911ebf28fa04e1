"""A question taken apart: leaves are what was typed, branches say how they go together."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """One word as typed; ``field`` is "", "title" or "pseudonym"."""

    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in quotes. ``slop`` 1 is side by side, more lets that many places lie between neighbours."""

    text: str
    slop: int = 1
    field: str = ""


@dataclass(frozen=True, slots=True)
class Prefix:
    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Wildcard:
    """A word with stars inside; it starts with two letters at least."""

    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Fuzzy:
    text: str
    distance: int = 1
    field: str = ""


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: Node


@dataclass(frozen=True, slots=True)
class Pattern:
    """Terms of the index in a row; one term, or several whose distance is at most ``slop``."""

    terms: tuple[str, ...]
    slop: int = 1


@dataclass(frozen=True, slots=True)
class Widened:
    """What was typed, and what counts like it at a lower weight; ``kind`` as in Addition."""

    part: Node
    others: tuple[Pattern, ...]
    weight: float
    kind: str


Leaf = Word | Phrase | Prefix | Wildcard | Fuzzy
Node = Leaf | All | Any | Not | Widened


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing the page says about a query: a stable code and an English sentence."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Addition:
    """What was added for a word: ``kind`` is "name", "synonym" or "vocabulary"."""

    of: str
    kind: str
    added: tuple[str, ...]
