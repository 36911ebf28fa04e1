"""The index brought up to what the edition holds. Only the one indexer calls this; serving never writes."""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Callable, Collection
from pathlib import Path

from testimonies.edition.models import Change, PublishedTestimony
from testimonies.edition.search import generations, schema, segments
from testimonies.edition.search.errors import IndexMissing
from testimonies.edition.search.index import documents, indicators_by_term
from testimonies.edition.search.reader import OpenIndex, current

__all__ = ["IndexMissing", "bring_up_to_date", "index_fingerprints", "is_ready", "rebuild", "reconcile"]

Progress = Callable[[int, int], None]
# Beyond this share of all accounts, writing everything anew is quicker than rewriting nearly every segment.
_MANY = 0.2
_FEW = 200


def bring_up_to_date(progress: Progress | None = None) -> int:
    """Apply the changes that the index does not hold yet, and return for how many accounts; builds it where missing.

    Calling again after a crash finishes what was begun: a change counts as held only once it has reached the disk.
    """
    with generations.the_only_writer():
        opened = _open_or_none()
        if opened is None:
            return _rebuild(progress)
        changes = list(Change.objects.filter(pk__gt=opened.state.change_id).values_list("code", flat=True))
        segments.tidy(generations.signature()[0])
        return _apply(opened, dict.fromkeys(changes), progress)


def rebuild(progress: Progress | None = None, *, processes: int = 0) -> int:
    """Build a new index beside the old one, which serves until the new one is swapped in; returns its accounts.

    Without `processes` there are as many as cores.
    """
    with generations.the_only_writer():
        return _rebuild(progress, processes)


def reconcile(progress: Progress | None = None) -> int:
    """Compare every code and fingerprint with the rows and mend what differs; returns how many did.

    After a power cut or kill -9 the files may lack what the state says they hold.
    """
    with generations.the_only_writer():
        opened = _open_or_none()
        if opened is None:
            return _rebuild(progress)
        held, rows = _fingerprints(opened), _rows()
        codes = opened.codes[opened.live].tolist()
        doubled = {code.decode() for code, times in Counter(codes).items() if times > 1}
        wrong = [code for code in held.keys() | rows.keys() if held.get(code) != rows.get(code) or code in doubled]
        changes = Change.objects.filter(pk__gt=opened.state.change_id).values_list("code", flat=True)
        return _apply(opened, dict.fromkeys([*sorted(wrong), *changes]), progress)


def index_fingerprints() -> dict[str, str]:
    """The fingerprint of every account in the index, by code; empty where there is no index."""
    try:
        return _fingerprints(current())
    except IndexMissing:
        return {}


def is_ready() -> bool:
    """Whether a search can be answered."""
    try:
        current()
    except IndexMissing:
        return False
    return True


def _open_or_none() -> OpenIndex | None:
    """The index, where it can be mended; None where only building it anew helps."""
    try:
        opened = current()
    except IndexMissing:
        return None
    state = opened.state
    same_journal = not state.change_id or Change.objects.filter(pk=state.change_id, code=state.change_code).exists()
    return opened if same_journal and state.vocabulary == _vocabulary() else None


def _apply(opened: OpenIndex, codes: Collection[str], progress: Progress | None) -> int:
    if not codes:
        return 0
    if len(codes) > max(_FEW, _MANY * opened.size):
        return _rebuild(progress)
    folder = Path(generations.signature()[0])
    state = _state(opened.state.commit + 1)
    segments.replace(str(folder), codes, documents(list(codes)))
    generations.write_state(folder, state)
    if {code.encode() for code in codes} & set(opened.codes.tolist()):
        generations.forget_before()
    if progress:
        progress(len(codes), len(codes))
    return len(codes)


def _rebuild(progress: Progress | None, processes: int = 0) -> int:
    tell = progress or (lambda _done, _total: None)
    before = _change_id_before()
    state = _state(0)
    total = PublishedTestimony.objects.newest_versions().count()
    with generations.new_folder() as folder:
        segments.create(str(folder))
        processes = processes or len(os.sched_getaffinity(0))
        count = segments.write_all(str(folder), documents(), total, processes, lambda done: tell(done, total))
        generations.write_state(folder, state)
        if OpenIndex(str(folder), state).size != count:
            raise IndexMissing("The new index does not hold what was written into it; the old one stays.")
        generations.swap_in(folder)
    if before is None or _took_words_out(before):
        generations.forget_before()
    return count


def _change_id_before() -> int | None:
    """The last change of the index that is to be replaced; None where that cannot be known."""
    opened = _open_or_none()
    return opened.state.change_id if opened else None


def _took_words_out(change_id: int) -> bool:
    later = Change.objects.filter(pk__gt=change_id)
    if later.filter(safety=True).exists():
        return True
    held = set(PublishedTestimony.objects.newest_versions().values_list("code", flat=True))
    return any(code not in held for code in later.values_list("code", flat=True))


def _state(commit: int) -> generations.State:
    """What an index will hold that is written from now on: read before the rows, so that it never claims too much."""
    last = Change.objects.order_by("-pk").first()
    return generations.State(schema.VERSION, last.pk if last else 0, last.code if last else "", _vocabulary(), commit)


def _vocabulary() -> str:
    return hashlib.sha256(json.dumps(indicators_by_term(), sort_keys=True).encode()).hexdigest()


def _rows() -> dict[str, str]:
    return dict(PublishedTestimony.objects.newest_versions().values_list("code", "fingerprint"))


def _fingerprints(opened: OpenIndex) -> dict[str, str]:
    return {
        code.decode(): fingerprint.tobytes().hex()
        for code, fingerprint, live in zip(opened.codes, opened.fingerprints, opened.live, strict=True)
        if live
    }
