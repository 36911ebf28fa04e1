"""Looking at a query tree without walking into it by recursion: how big it is, and a key that names it."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from whoosh.query import Query

from testimonies.edition.search.engine.errors import TooComplex

_NOISE = frozenset({"startchar", "endchar", "char_ranges", "error", "minquality"})
_PLAIN = (str, bytes, int, float, bool, type(None))


@dataclass(frozen=True)
class Limits:
    """What one query may cost; `seconds` are the processor's, so that a busy machine refuses nothing more."""

    depth: int = 100
    nodes: int = 1_000
    expansion: int = 512
    seconds: float = 0.25


def parts(query: Query) -> Iterator[Query]:
    """The queries directly inside a query, whatever its class calls them."""
    for value in vars(query).values():
        if isinstance(value, Query):
            yield value
        elif isinstance(value, list | tuple):
            yield from (one for one in value if isinstance(one, Query))


def measure(query: Query, limits: Limits) -> None:
    """Raises TooComplex for a tree deeper or larger than the limits. Never recurses."""
    stack, seen = [(query, 1)], 0
    while stack:
        node, depth = stack.pop()
        seen += 1
        if depth > limits.depth or seen > limits.nodes:
            raise TooComplex("the query has too many parts")
        stack.extend((part, depth + 1) for part in parts(node))


def key(query: Query) -> Hashable | None:
    """A value equal for queries that mean the same, None where a query holds something that cannot be compared.

    To be called on measured trees only.
    """
    try:
        return _frozen(query)
    except TypeError:
        return None


def _frozen(value: Any) -> Hashable:
    if isinstance(value, _PLAIN):
        # 1, 1.0 and True are equal, and do not mean the same.
        return (type(value).__name__, value)
    if isinstance(value, Query):
        inside, kind = vars(value), type(value).__qualname__
        names = _names(kind, tuple(inside))
        return (kind, names, *[_frozen(inside[name]) for name in names])
    if isinstance(value, list | tuple):
        return ("list", *map(_frozen, value))
    raise TypeError("not comparable")


@lru_cache(maxsize=256)
def _names(kind: str, held: tuple[str, ...]) -> tuple[str, ...]:
    """What of a query's attributes tells it from another of its class, in one order."""
    return tuple(sorted(set(held) - _NOISE))
