"""Small changes: publish, replace, withdraw. One commit each, durable when the call returns."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from testimonies.edition.search.engine import folder
from testimonies.edition.search.engine.codec.segment import ArraySegment
from testimonies.edition.search.engine.collect import draft_of
from testimonies.edition.search.engine.combine import combine
from testimonies.edition.search.engine.draft import Draft
from testimonies.edition.search.engine.merge import SEGMENT_DOCUMENTS
from testimonies.edition.search.engine.names import KEY
from testimonies.edition.search.engine.segment import OpenSegment


def update(
    path: Path | str,
    documents: Sequence[Mapping[str, Any]] = (),
    removed_codes: Iterable[str] = (),
    *,
    safety: bool = False,
) -> int:
    """Replaces and adds `documents` (each with its `code`), takes out `removed_codes`; returns the new generation.

    With `safety` every segment holding a deleted document is rewritten without it and its old file removed before the
    call returns, so that no byte of what was removed stays in the folder, terms only it held included. A call that did
    not return is to be repeated: the second one finishes the cleaning. Raises IndexMissing, IndexBusy.
    """
    path = Path(path)
    if safety:
        with folder.lock(path, "MERGE"):
            return _update(path, documents, removed_codes, safety=True)
    return _update(path, documents, removed_codes, safety=False)


def _update(path: Path, documents: Sequence[Mapping[str, Any]], removed_codes: Iterable[str], *, safety: bool) -> int:
    with folder.lock(path, "WRITE"):
        toc = folder.contents(path)
        latest = {str(document[KEY]): document for document in documents}
        found = mark_deleted(path, toc.segments, {*removed_codes, *latest})
        if not (found or latest or safety):
            return int(toc.generation)
        segments = [_rewritten(path, segment) for segment in toc.segments] if safety else list(toc.segments)
        segments = [segment for segment in segments if segment.doc_count()]
        added = list(latest.values())
        for start in range(0, len(added), SEGMENT_DOCUMENTS):
            segments.append(write_segment(path, draft_of(toc.schema, added[start : start + SEGMENT_DOCUMENTS])))
        number = folder.commit(path, toc.schema, segments, toc.generation)
        folder.clean(path, drafts=safety)
        return number


def mark_deleted(path: Path, segments: Sequence[ArraySegment], codes: Iterable[str]) -> int:
    """Marks the documents with these codes as deleted in the entries given (not yet on the disk); how many it found."""
    texts = [code.encode("utf-8", "replace") for code in codes]
    before = sum(segment.deleted_count() for segment in segments)
    for segment in segments if texts else ():
        opened = OpenSegment(folder.segment_path(path, segment))
        found = [opened.documents_of(KEY, text) for text in texts]
        segment.delete_documents(int(number) for part in found for number in part)
    return sum(segment.deleted_count() for segment in segments) - before


def write_segment(path: Path, draft: Draft) -> ArraySegment:
    """Writes the draft as a segment file that no table of contents lists yet."""
    segment = ArraySegment(folder.NAME, draft.count)
    draft.write(folder.segment_path(path, segment))
    return segment


def _rewritten(path: Path, segment: ArraySegment) -> ArraySegment:
    if not segment.deleted_count() or not segment.doc_count():
        return segment
    opened = OpenSegment(folder.segment_path(path, segment))
    return write_segment(path, combine([opened], [segment.live()]))
