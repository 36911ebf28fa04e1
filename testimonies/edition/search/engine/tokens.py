"""Postings of one field as one sorted array of 64-bit keys, and as the arrays a segment keeps.

A key holds (term number, document number, position) from the high bits to the low, so that sorting keys is inverting
the field: no object per token, no pool on disk. Merging and rewriting go the same way back.
"""

from dataclasses import dataclass

import numpy as np

from testimonies.edition.search.engine.container import Array

POSITION_BITS, DOCUMENT_BITS = 22, 16
MAX_DOCUMENTS = 1 << DOCUMENT_BITS
MAX_POSITION = (1 << POSITION_BITS) - 1
_TERM_SHIFT = np.uint64(POSITION_BITS + DOCUMENT_BITS)
_DOCUMENT_SHIFT = np.uint64(POSITION_BITS)
_DOCUMENT_MASK = np.uint64(MAX_DOCUMENTS - 1)
_POSITION_MASK = np.uint64(MAX_POSITION)


@dataclass(frozen=True, slots=True)
class Postings:
    """Postings in term order: per term where they start, per posting the document and how often, all positions."""

    term_starts: Array  # uint32, one more than terms: first posting of each term
    position_starts: Array  # uint32, one more than terms: first token of each term
    documents: Array  # uint16 per posting
    frequencies: Array  # uint8 or wider per posting
    positions: Array  # uint16 or uint32 per token; empty where the format keeps none


def keys(terms: Array, documents: Array, positions: Array) -> Array:
    """Packs three arrays of equal length (numbers within the bounds above) into keys."""
    packed = terms.astype(np.uint64)
    packed <<= np.uint64(DOCUMENT_BITS)
    packed |= documents.astype(np.uint64)
    packed <<= _DOCUMENT_SHIFT
    packed |= positions.astype(np.uint64)
    return packed


def encode(sorted_keys: Array, term_count: int, keep_positions: bool) -> Postings:
    """The arrays of a segment from sorted keys; every term below `term_count` must occur."""
    pairs = sorted_keys >> _DOCUMENT_SHIFT
    firsts = np.flatnonzero(np.concatenate(([True], pairs[1:] != pairs[:-1]))) if len(pairs) else np.empty(0, np.int64)
    pairs = pairs[firsts]
    ends = np.append(firsts[1:], len(sorted_keys))
    term_of = pairs >> np.uint64(DOCUMENT_BITS)
    term_starts = np.searchsorted(term_of, np.arange(term_count + 1, dtype=np.uint64))
    position_starts = np.append(firsts, len(sorted_keys))[term_starts]
    positions = sorted_keys & _POSITION_MASK if keep_positions else np.empty(0, np.uint64)
    return Postings(
        term_starts.astype(np.uint32),
        position_starts.astype(np.uint32),
        (pairs & _DOCUMENT_MASK).astype(np.uint16),
        narrow(ends - firsts),
        narrow(positions, at_least=np.uint16),
    )


def decode(postings: Postings) -> tuple[Array, Array, Array]:
    """(term, document, position) of every token; where positions are not kept they count the occurrences."""
    counts = postings.frequencies.astype(np.int64)
    tokens = int(counts.sum())
    terms = np.repeat(np.arange(len(postings.term_starts) - 1), spans(postings.term_starts))
    if len(postings.positions) or not tokens:
        positions = postings.positions
    else:
        positions = np.arange(tokens) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.repeat(terms, counts), np.repeat(postings.documents, counts), positions


def spans(starts: Array) -> Array:
    """How many entries lie between one start and the next."""
    wide = starts.astype(np.int64)
    return wide[1:] - wide[:-1]


def split_terms(sorted_keys: Array) -> tuple[Array, Array]:
    """(the term numbers that occur, ascending; the keys with those numbers closed up to 0..n-1)."""
    if not len(sorted_keys):
        return np.empty(0, np.int64), sorted_keys
    terms = sorted_keys >> _TERM_SHIFT
    starts = np.concatenate(([True], terms[1:] != terms[:-1]))
    closed = np.cumsum(starts, dtype=np.uint64) - np.uint64(1)
    low = sorted_keys & ((np.uint64(1) << _TERM_SHIFT) - np.uint64(1))
    return terms[starts].astype(np.int64), (closed << _TERM_SHIFT) | low


def narrow(values: Array, at_least: type = np.uint8) -> Array:
    """The same unsigned numbers in the narrowest type that holds them."""
    top = int(values.max()) if len(values) else 0
    for kind in (np.uint8, np.uint16, np.uint32, np.uint64):
        if top <= np.iinfo(kind).max and np.dtype(kind).itemsize >= np.dtype(at_least).itemsize:
            return values.astype(kind)
    return values
