"""The index brought up to what the edition holds. Only the one indexer calls this; serving never writes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection
from pathlib import Path

from django.utils import timezone

from testimonies.edition.models import Change, PublishedTestimony
from testimonies.edition.search import fields, generations, opened
from testimonies.edition.search.engine import Engine, writer
from testimonies.edition.search.engine import IndexMissing as NoSegments
from testimonies.edition.search.errors import IndexMissing
from testimonies.edition.search.index import documents, indicators_by_term
from testimonies.edition.search.opened import Opened

__all__ = ["IndexMissing", "bring_up_to_date", "index_fingerprints", "is_ready", "merge", "rebuild", "reconcile"]

Progress = Callable[[int, int], None]
# Beyond this share of all accounts, writing everything anew is quicker than rewriting nearly every segment.
_MANY = 0.2
_FEW = 200


def bring_up_to_date(progress: Progress | None = None) -> int:
    """Apply the changes that the index does not hold yet, and return for how many accounts; builds it where missing.

    An account whose day has come since is one of them.

    Calling again after a crash finishes what was begun: a change counts as held only once it has reached the disk.
    """
    with generations.the_only_writer():
        index = _open_or_none()
        if index is None:
            return _rebuild(progress)
        return _apply(index, dict.fromkeys(_changed_since(index.state)), progress)


def merge() -> int:
    """Join small segments of the index that is being read, and return how many merges that took.

    Searches and updates go on meanwhile. What is left undone, as by kill -9, the next call does.
    """
    with generations.nobody_merging():
        try:
            return writer.merge(Path(generations.signature()[0]))
        except (IndexMissing, NoSegments):
            return 0


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
        index = _open_or_none()
        if index is None:
            return _rebuild(progress)
        held, rows = index.engine.codes(), _rows()
        if len(held) != index.engine.count:
            # Some account is in it twice, which no update can have done.
            return _rebuild(progress)
        wrong = [code for code in held.keys() | rows.keys() if held.get(code) != rows.get(code)]
        return _apply(index, dict.fromkeys([*sorted(wrong), *_changed_since(index.state)]), progress)


def index_fingerprints() -> dict[str, str]:
    """The fingerprint of every account in the index, by code; empty where there is no index."""
    try:
        return opened.current().engine.codes()
    except IndexMissing:
        return {}


def is_ready() -> bool:
    """Whether a search can be answered."""
    try:
        opened.current()
    except IndexMissing:
        return False
    return True


def _open_or_none() -> Opened | None:
    """The index, where it can be mended; None where only building it anew helps."""
    try:
        index = opened.current()
    except IndexMissing:
        return None
    state = index.state
    same_journal = not state.change_id or Change.objects.filter(pk=state.change_id, code=state.change_code).exists()
    return index if same_journal and state.vocabulary == _vocabulary() else None


def _changed_since(state: generations.State) -> list[str]:
    """The codes that the index may hold otherwise than the edition does today: by the journal, and by the calendar."""
    changes = Change.objects.filter(pk__gt=state.change_id).values_list("code", flat=True)
    # In both directions: where a clock ran ahead and was set right, what came in too early goes out again.
    first, last = sorted((state.day, timezone.localdate().isoformat()))
    turned = PublishedTestimony.objects.newest_versions().filter(public_from__gt=first, public_from__lte=last)
    return [*changes, *turned.order_by("code").values_list("code", flat=True)]


def _apply(index: Opened, codes: Collection[str], progress: Progress | None) -> int:
    if not codes:
        return 0
    if len(codes) > max(_FEW, _MANY * index.engine.count):
        return _rebuild(progress)
    folder = Path(generations.signature()[0])
    state = _state(index.state.commit + 1)
    # Marking alone would leave the words in the files, and a call that was killed left off before it cleaned up.
    takes_out = any(index.engine.doc_frequency("code", code) for code in codes) or _for_safety(index.state, codes)
    writer.update(folder, list(documents(list(codes))), codes, safety=takes_out)
    generations.write_state(folder, state)
    if takes_out:
        generations.forget_before()
    if progress:
        progress(len(codes), len(codes))
    return len(codes)


def _for_safety(state: generations.State, codes: Collection[str]) -> bool:
    return Change.objects.filter(pk__gt=state.change_id, safety=True, code__in=list(codes)).exists()


def _rebuild(progress: Progress | None, processes: int = 0) -> int:
    before = _change_id_before()
    state = _state(0)
    total = PublishedTestimony.objects.to_be_found().count()
    tell = (lambda done: progress(done, total)) if progress else None
    with generations.new_folder() as folder:
        count = writer.build(folder, documents(), fields.schema(), processes=processes or None, progress=tell)
        generations.write_state(folder, state)
        if Engine(folder).count != count:
            raise IndexMissing("The new index does not hold what was written into it; the old one stays.")
        generations.swap_in(folder)
    if progress:
        progress(count, total)
    if before is None or _took_words_out(before):
        generations.forget_before()
    return count


def _change_id_before() -> int | None:
    """The last change of the index that is to be replaced; None where that cannot be known."""
    index = _open_or_none()
    return index.state.change_id if index else None


def _took_words_out(change_id: int) -> bool:
    later = Change.objects.filter(pk__gt=change_id)
    if later.filter(safety=True).exists():
        return True
    held = set(PublishedTestimony.objects.to_be_found().values_list("code", flat=True))
    return any(code not in held for code in later.values_list("code", flat=True))


def _state(commit: int) -> generations.State:
    """What an index will hold that is written from now on: read before the rows, so that it never claims too much."""
    last = Change.objects.order_by("-pk").first()
    return generations.State(
        version=fields.VERSION,
        change_id=last.pk if last else 0,
        change_code=last.code if last else "",
        vocabulary=_vocabulary(),
        commit=commit,
        day=timezone.localdate().isoformat(),
    )


def _vocabulary() -> str:
    return hashlib.sha256(json.dumps(indicators_by_term(), sort_keys=True).encode()).hexdigest()


def _rows() -> dict[str, str]:
    return dict(PublishedTestimony.objects.to_be_found().values_list("code", "fingerprint"))
