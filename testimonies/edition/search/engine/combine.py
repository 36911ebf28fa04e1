"""Several segments into one, or one without its deleted documents: array work only, nothing is analysed again."""

from collections.abc import Sequence

import numpy as np

from . import columns, tokens
from .container import Array
from .draft import Draft, DraftField
from .lexicon import pack, union
from .segment import OpenSegment
from .tokens import Postings


def combine(segments: Sequence[OpenSegment], live: Sequence[Array]) -> Draft:
    """The documents marked in `live` (a mask a segment) of all segments, in order, as one draft."""
    kept = [np.flatnonzero(mask) for mask in live]
    bases = np.concatenate([[0], np.cumsum([len(part) for part in kept])])
    numbering = [_numbering(mask, int(base)) for mask, base in zip(live, bases, strict=False)]
    draft = Draft(int(bases[-1]))
    for name in sorted({name for segment in segments for name in segment.fields}):
        draft.fields[name] = _combine_field(segments, numbering, name)
    for name in sorted({name for segment in segments for name in segment.length_names()}):
        draft.lengths[name] = np.concatenate(
            [segment.lengths(name).astype(np.uint32)[part] for segment, part in zip(segments, kept, strict=True)]
        )
    _combine_columns(draft, segments, kept)
    if any(segment.stored for segment in segments):
        empty = [b""]
        draft.stored = pack(
            [
                stored[int(n)] if stored is not None else empty[0]
                for segment, part in zip(segments, kept, strict=True)
                for stored in [segment.stored]
                for n in part
            ]
        )
    return draft


def _numbering(mask: Array, base: int) -> Array:
    """New number of each old document; -1 for one that is gone."""
    return np.where(mask, np.cumsum(mask) - 1 + base, -1)


def _combine_field(segments: Sequence[OpenSegment], numbering: Sequence[Array], name: str) -> DraftField:
    held = [
        (segment.fields[name], numbers)
        for segment, numbers in zip(segments, numbering, strict=True)
        if name in segment.fields
    ]
    terms = union(postings.terms for postings, _ in held)
    rank_of = {text: rank for rank, text in enumerate(terms)}
    parts = []
    for postings, numbers in held:
        ranks = np.fromiter((rank_of[text] for text in postings.terms), dtype=np.uint32, count=len(postings.terms))
        term, document, position = tokens.decode(
            Postings(
                postings.starts, postings.position_starts, postings.documents, postings.frequencies, postings.positions
            )
        )
        renumbered = numbers[document]
        if (numbers < 0).any():
            alive = renumbered >= 0
            term, renumbered, position = term[alive], renumbered[alive], position[alive]
        parts.append(tokens.keys(ranks[term], renumbered, position))
    keys = np.concatenate(parts)
    keys.sort()
    used, keys = tokens.split_terms(keys)
    return DraftField([terms[rank] for rank in used], keys, held[0][0].has_positions)


def _combine_columns(draft: Draft, segments: Sequence[OpenSegment], kept: Sequence[Array]) -> None:
    for name in sorted({name for segment in segments for name in segment.number_names()}):
        parts = []
        for segment, documents in zip(segments, kept, strict=True):
            values = segment.number_column(name)
            if values is None:
                parts.append(np.full(len(documents), columns.NOTHING, dtype=np.uint64))
            else:
                parts.append(values[documents].astype(np.uint64))
        draft.numbers[name] = tokens.narrow(np.concatenate(parts))
    for name in sorted({name for segment in segments for name in segment.string_names()}):
        strings = []
        for segment in segments:
            column = segment.string_column(name)
            if column is None:
                column = columns.Lexicon(np.empty(0, np.uint8), np.zeros(segment.count + 1, np.uint32))
            strings.append(column)
        draft.strings[name] = columns.concatenate_strings(strings, kept)
