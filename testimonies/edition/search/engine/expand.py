"""From a pattern to the terms it stands for, bounded."""

import fnmatch
import re
from collections.abc import Callable
from itertools import islice
from typing import NamedTuple

import numpy as np
from whoosh import query as q

from testimonies.edition.search.engine import tree
from testimonies.edition.search.engine.container import Array
from testimonies.edition.search.engine.fuzzy import near_terms
from testimonies.edition.search.engine.segment import FieldPostings
from testimonies.edition.search.engine.snapshot import Snapshot

_MOST_EDITS = 4
_MOST_MATCHES = 20_000
_MOST_TERMS = 100_000
_HIGHEST = b"\xff\xff\xff\xff"
_SPECIAL = re.compile(r"[*?\[]")


class Expansion(NamedTuple):
    """The terms of a pattern, sorted, and per segment the numbers of those it has; `cut` when some were left out."""

    terms: list[bytes]
    numbers: list[Array]
    cut: bool


def expand(snapshot: Snapshot, pattern: q.Query, limit: int) -> Expansion:
    """The terms a Prefix, Wildcard, FuzzyTerm or TermRange stands for; of more than `limit` the most frequent."""
    key = ("expansion", tree.key(pattern), limit)
    expansion = snapshot.cache.get(key)
    if expansion is None:
        expansion = _expand(snapshot, pattern, limit)
        snapshot.cache.put(key, expansion, 200 * len(expansion.terms) + 1000)
    return expansion


def _expand(snapshot: Snapshot, pattern: q.Query, limit: int) -> Expansion:
    chosen = _chooser(snapshot, pattern)
    weights: dict[bytes, int] = {}
    found: list[dict[bytes, int]] = []
    cut = False
    for segment in snapshot.segments:
        postings = segment.fields.get(pattern.field())
        numbers = np.empty(0, np.int64) if postings is None else chosen(postings)
        here: dict[bytes, int] = {}
        if postings is not None and len(numbers):
            frequencies = postings.frequencies_of(numbers)
            if len(numbers) > limit:
                most = np.sort(np.argpartition(frequencies, -limit)[-limit:])
                numbers, frequencies, cut = numbers[most], frequencies[most], True
            for number, frequency in zip(numbers.tolist(), frequencies.tolist(), strict=True):
                text = postings.terms[number]
                here[text] = number
                weights[text] = weights.get(text, 0) + frequency
        found.append(here)
    if len(weights) > limit:
        kept = set(sorted(weights, key=lambda text: (-weights[text], text))[:limit])
        weights = {text: weight for text, weight in weights.items() if text in kept}
        cut = True
    terms = sorted(text for text in weights if text)
    return Expansion(terms, [np.array([h[t] for t in terms if t in h], dtype=np.int64) for h in found], cut)


def union_documents(snapshot: Snapshot, field: str, expansion: Expansion) -> Array:
    """The documents that have any of the expansion's terms."""
    mask = np.zeros(snapshot.count, dtype=bool)
    for segment, base, numbers in zip(snapshot.segments, snapshot.bases, expansion.numbers, strict=True):
        if not len(numbers):
            continue
        postings = segment.fields[field]
        here = mask[base : base + segment.count]
        breaks = np.flatnonzero(np.diff(numbers) != 1) + 1
        for run in np.split(numbers, breaks):
            here[postings.documents[postings.starts[run[0]] : postings.starts[run[-1] + 1]]] = True
    return np.flatnonzero(mask)


def _chooser(snapshot: Snapshot, pattern: q.Query) -> Callable[[FieldPostings], Array]:
    if isinstance(pattern, q.Prefix):
        prefix = _bytes(pattern.text)
        return lambda postings: np.arange(*postings.terms.span(prefix))
    if isinstance(pattern, q.Wildcard):
        return lambda postings: _matching(postings, pattern.text)
    if isinstance(pattern, q.FuzzyTerm):
        distance = min(max(int(pattern.maxdist), 0), _MOST_EDITS)
        return lambda postings: near_terms(postings.terms, pattern.text, distance, pattern.prefixlength)
    if isinstance(pattern, q.TermRange):
        return _ranger(snapshot, pattern)
    raise TypeError(type(pattern).__name__)


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8", "replace")


def _ranger(snapshot: Snapshot, pattern: q.TermRange) -> Callable[[FieldPostings], Array]:
    field = snapshot.schema[pattern.fieldname]
    try:
        start = b"" if pattern.start is None else field.to_bytes(pattern.start)
        end = _HIGHEST if pattern.end is None else field.to_bytes(pattern.end)
    except ValueError:
        return lambda postings: np.empty(0, np.int64)

    def chosen(postings: FieldPostings) -> Array:
        terms = postings.terms
        first, last = terms.lower_bound(start), terms.lower_bound(end)
        if pattern.startexcl and first < len(terms) and terms[first] == start:
            first += 1
        if not pattern.endexcl and last < len(terms) and terms[last] == end:
            last += 1
        return np.arange(first, max(first, last))

    return chosen


def _matching(postings: FieldPostings, glob: str) -> Array:
    special = _SPECIAL.search(glob)
    prefix = glob[: special.start()] if special else glob
    if prefix or "[" in glob:
        first, last = postings.terms.span(_bytes(prefix))
        match = re.compile(fnmatch.translate(glob)).match
        texts = postings.terms.slice(first, min(last, first + _MOST_TERMS))
        return np.array([first + n for n, text in enumerate(texts) if match(text.decode("utf-8", "replace"))], np.int64)
    if "*" in glob and glob.count("?") < 2 and set(glob) <= {"*", "?"}:
        return np.arange(len(postings.terms))
    text, starts = postings.joined
    matches = islice(re.compile(_line_pattern(glob), re.MULTILINE).finditer(text), _MOST_MATCHES)
    return starts.searchsorted(np.array([match.start() for match in matches], dtype=np.int64))


def _line_pattern(glob: str) -> str:
    """The glob as a pattern for one line. Each star takes as little as it can and never gives back: linear time."""
    pieces = [re.escape(piece).replace(r"\?", "[^\n]") for piece in re.split(r"\*+", glob)]
    if len(pieces) == 1:
        return f"^{pieces[0]}$"
    middle = "".join(f"(?>[^\n]*?{piece})" for piece in pieces[1:-1])
    return f"^{pieces[0]}{middle}[^\n]*{pieces[-1]}$"
