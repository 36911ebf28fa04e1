"""What the reader narrowed the answer to, as one mask over all documents."""

from collections.abc import Hashable, Mapping, Set
from typing import Any, NamedTuple

import numpy as np

from testimonies.edition.search.engine import postings
from testimonies.edition.search.engine.columns import default_number
from testimonies.edition.search.engine.container import Array
from testimonies.edition.search.engine.names import KEY
from testimonies.edition.search.engine.snapshot import Snapshot

Filters = Mapping[str, Set[Any]]
Ranges = Mapping[str, tuple[Any, Any]]


class Narrowing(NamedTuple):
    """What a search is narrowed to; `exclude` are codes."""

    filters: Filters
    ranges: Ranges
    exclude: Set[str]


def key(filters: Filters, ranges: Ranges, exclude: Set[str]) -> Hashable:
    """A value equal for equal narrowings."""
    return (
        frozenset((name, frozenset(values)) for name, values in filters.items() if values),
        frozenset(ranges.items()),
        frozenset(exclude),
    )


def allowed(snapshot: Snapshot, filters: Filters, ranges: Ranges, exclude: Set[str]) -> Array | None:
    """Which documents may be shown, None when all may.

    Values of one filter are alternatives, filters are all required; a range is (lowest, highest) with None for open,
    over a number column, and a document without a value is in no range. `exclude` are codes.
    """
    masks = [_documents(snapshot, name, values) for name, values in filters.items() if values]
    masks += [_range(snapshot, name, *bounds) for name, bounds in ranges.items() if bounds != (None, None)]
    if snapshot.deleted is not None:
        masks.append(~snapshot.deleted)
    if exclude:
        masks.append(~_documents(snapshot, KEY, exclude))
    return np.logical_and.reduce(masks) if masks else None


def held(snapshot: Snapshot, codes: Set[str]) -> int:
    """How many documents that may be shown have one of the codes."""
    mask = _documents(snapshot, KEY, codes)
    return int((mask if snapshot.deleted is None else mask & ~snapshot.deleted).sum())


def _documents(snapshot: Snapshot, name: str, values: Set[Any]) -> Array:
    return snapshot.remembered(("mask", name, frozenset(values)), lambda: _mask(snapshot, name, values))


def _mask(snapshot: Snapshot, name: str, values: Set[Any]) -> Array:
    """The documents that have any of the values in the field."""
    mask = np.zeros(snapshot.count, dtype=bool)
    field = snapshot.schema[name]
    for value in values:
        try:
            mask[postings.documents(snapshot, name, field.to_bytes(value))] = True
        except ValueError:
            continue
    return mask


def _range(snapshot: Snapshot, name: str, lowest: Any, highest: Any) -> Array:
    numbers = snapshot.numbers(name)
    if numbers is None:
        return np.zeros(snapshot.count, dtype=bool)
    field = snapshot.schema[name]
    mask = numbers != default_number(field.column_type)
    try:
        if lowest is not None:
            mask &= numbers >= field.to_column_value(lowest)
        if highest is not None:
            mask &= numbers <= field.to_column_value(highest)
    except ValueError:
        mask[:] = False
    return mask
