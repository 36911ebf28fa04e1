"""Several segments into one, or one without its deleted documents: array work only, nothing is analysed again."""

from collections.abc import Sequence

import numpy as np

from testimonies.edition.search.engine import columns, tokens
from testimonies.edition.search.engine.container import Array
from testimonies.edition.search.engine.draft import Draft, DraftField
from testimonies.edition.search.engine.lexicon import Lexicon, pack, union
from testimonies.edition.search.engine.segment import FieldPostings, OpenSegment
from testimonies.edition.search.engine.tokens import Postings


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
    if len(held) == 1:
        return _filter_field(*held[0])
    terms = union(field.terms for field, _ in held)
    rank_of = {text: rank for rank, text in enumerate(terms)}
    parts = []
    for field, numbers in held:
        ranks = np.fromiter((rank_of[text] for text in field.terms), dtype=np.uint32, count=len(field.terms))
        term, document, position = tokens.decode(_postings(field))
        renumbered = numbers[document]
        if (numbers < 0).any():
            alive = renumbered >= 0
            term, renumbered, position = term[alive], renumbered[alive], position[alive]
        parts.append(tokens.keys(ranks[term], renumbered, position))
    keys = np.concatenate(parts)
    keys.sort()
    used, keys = tokens.split_terms(keys)
    keep = held[0][0].has_positions
    return DraftField([terms[rank] for rank in used], tokens.encode(keys, len(used), keep), keep)


def _filter_field(field: FieldPostings, numbers: Array) -> DraftField:
    """One segment's field without the documents that are gone: nothing is sorted, the rest is copied in its order."""
    postings = _postings(field)
    renumbered = numbers[postings.documents]
    alive = renumbered >= 0
    counts = postings.frequencies[alive]
    kept_postings = np.concatenate(([0], np.cumsum(alive)))[postings.term_starts]
    kept_tokens = np.concatenate(([0], np.cumsum(counts, dtype=np.int64)))[kept_postings]
    used = np.flatnonzero(np.diff(kept_postings))
    positions = postings.positions
    if len(positions):
        positions = positions[np.repeat(alive, postings.frequencies)]
    filtered = Postings(
        np.append(kept_postings[used], len(counts)).astype(np.uint32),
        np.append(kept_tokens[used], int(counts.sum(dtype=np.int64))).astype(np.uint32),
        renumbered[alive].astype(np.uint16),
        counts,
        positions,
    )
    return DraftField([field.terms[number] for number in used.tolist()], filtered, field.has_positions)


def _postings(field: FieldPostings) -> Postings:
    return Postings(field.starts, field.position_starts, field.documents, field.frequencies, field.positions)


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
                column = Lexicon(np.empty(0, np.uint8), np.zeros(segment.count + 1, np.uint32))
            strings.append(column)
        draft.strings[name] = columns.concatenate_strings(strings, kept)
