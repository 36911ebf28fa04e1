"""The merge policy, and merging beside the writer: the work is done without the WRITE lock, only the swap takes it.

Segments are grouped by size in steps of eight. Eight of one step become one of the next; a segment of which a quarter
is deleted is rewritten. A full segment is never merged, so that a removal never rewrites more than one bounded file.
"""

from collections.abc import Sequence
from pathlib import Path

from testimonies.edition.search.engine import folder
from testimonies.edition.search.engine.codec.segment import ArraySegment
from testimonies.edition.search.engine.combine import combine
from testimonies.edition.search.engine.segment import OpenSegment
from testimonies.edition.search.engine.tokens import MAX_DOCUMENTS

STEP = 8
SEGMENT_DOCUMENTS = 32_768
DELETED_SHARE = 0.25


def due(segments: Sequence[ArraySegment], step: int = STEP, full: int = SEGMENT_DOCUMENTS) -> list[ArraySegment]:
    """The segments the policy would merge next, [] when all is well."""
    for segment in segments:
        if segment.deleted_count() > DELETED_SHARE * segment.doc_count_all():
            return [segment]
    tiers: dict[int, list[ArraySegment]] = {}
    for segment in segments:
        if segment.doc_count() < full // 2:
            tiers.setdefault(_tier(segment.doc_count(), step), []).append(segment)
    for _tier_number, group in sorted(tiers.items()):
        if len(group) >= step:
            return _fitting(group, full)
    return []


def _tier(count: int, step: int) -> int:
    tier = 0
    while count >= step:
        count //= step
        tier += 1
    return tier


def _fitting(group: Sequence[ArraySegment], full: int) -> list[ArraySegment]:
    chosen: list[ArraySegment] = []
    total = 0
    for segment in sorted(group, key=lambda each: each.doc_count()):
        if total + segment.doc_count() > min(full, MAX_DOCUMENTS):
            break
        chosen.append(segment)
        total += segment.doc_count()
    return chosen if len(chosen) > 1 else []


def merge(path: Path | str) -> int:
    """Merges until the policy is content; returns how many merges that took. Safe beside readers and a writer."""
    path = Path(path)
    done = 0
    with folder.lock(path, "MERGE"):
        while group := due(folder.contents(path).segments):
            if not _merge_once(path, group):
                break
            done += 1
    return done


def _merge_once(path: Path, group: Sequence[ArraySegment]) -> bool:
    draft = combine([OpenSegment(folder.segment_path(path, one)) for one in group], [one.live() for one in group])
    merged = ArraySegment(folder.NAME, draft.count)
    working = folder.draft_path(path, merged)
    if draft.count:
        draft.write(working)
    with folder.lock(path, "WRITE"):
        toc = folder.contents(path)
        current = {segment.segid: segment for segment in toc.segments}
        if not all(one.segid in current and one.with_deletions_of(current[one.segid]) for one in group):
            working.unlink(missing_ok=True)
            return False
        gone = {one.segid for one in group}
        segments = [segment for segment in toc.segments if segment.segid not in gone]
        if draft.count:
            working.rename(folder.segment_path(path, merged))
            segments.append(merged)
        folder.commit(path, toc.schema, segments, toc.generation)
        folder.clean(path, drafts=True)
    return True
