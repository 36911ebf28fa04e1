"""The door: the one way into the edition, and out of it.

Each call is one transaction of the edition's database, and calling twice does the thing once, so that whoever owes
the edition something may simply call again after a crash.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from types import MappingProxyType

from django.db import transaction
from django.utils import timezone

from testimonies.edition.feeds import put_withdrawals_feed, withdrawals_feed
from testimonies.edition.leaving import retire_before, sweep_if_shown
from testimonies.edition.models import Change, PublishedTestimony, Withdrawal
from testimonies.edition.open_words import put_figures, put_vocabulary
from testimonies.edition.paragraphs import number_paragraphs
from testimonies.edition.pictures import Source, no_source, sweep, sweep_after_commit, write_files
from testimonies.edition.read_back import (
    disagreements,
    left_unread,
    tombstone_rows,
    tombstones,
    under_embargo,
    uses_told,
    words_read,
)
from testimonies.edition.rows import write_rows
from testimonies.edition.search.sync import bring_up_to_date
from testimonies.edition.search.sync import merge as merge_index
from testimonies.edition.snapshot import (
    PhotoSnapshot,
    PhotoWords,
    PictureFile,
    PublicFigure,
    PublicTerm,
    Snapshot,
    TagSnapshot,
    TextSnapshot,
)
from testimonies.edition.stones import (
    AlreadyWithdrawn,
    EverRead,
    put_stone,
    put_stone_until_its_day,
    take_stones_away,
)
from testimonies.vocabulary import TombstoneReason

__all__ = [
    "AlreadyWithdrawn",
    "EverRead",
    "PhotoSnapshot",
    "PhotoWords",
    "PictureFile",
    "PublicFigure",
    "PublicTerm",
    "Snapshot",
    "TagSnapshot",
    "TextSnapshot",
    "VersionTaken",
    "bring_up_to_date",
    "disagreements",
    "left_unread",
    "merge_index",
    "number_paragraphs",
    "put",
    "put_figures",
    "put_many",
    "put_vocabulary",
    "put_withdrawals_feed",
    "rebuild",
    "sweep",
    "tombstone_rows",
    "tombstones",
    "under_embargo",
    "uses_told",
    "withdraw",
    "withdrawals_feed",
    "words_read",
]


_NOTHING_KNOWN: Mapping[str, EverRead] = MappingProxyType({})


class VersionTaken(Exception):
    """The edition holds other words under this code and version; a citation may mean only one of the two."""


def put(snapshot: Snapshot, *, safety: bool = False, pictures: Source = no_source) -> None:
    """Make `snapshot` the current version of its account.

    The versions before it stay readable after a correction, and are erased where the new one was made for `safety`.
    """
    put_many([snapshot], safety=safety, pictures=pictures)


def put_many(
    snapshots: Sequence[Snapshot],
    *,
    safety: bool = False,
    returning: bool = False,
    ever: Mapping[str, EverRead] = _NOTHING_KNOWN,
    pictures: Source = no_source,
) -> None:
    """`put` for many accounts in one transaction, one snapshot an account.

    `returning` takes the tombstones of the accounts away: their consent had ended, and there is a new one. Under an
    embargo the tombstone stays, and is over when the day has come: see `Withdrawal.objects.standing`.
    `ever` says by code what somebody could read; of a code that is not in it, everything. An account that somebody
    could read, and that a snapshot puts off, has a tombstone until its day like one that comes back on that day.
    `pictures` gives the files of photographs by name.
    Raises `AlreadyWithdrawn`, `VersionTaken` or `NoPicture`, and then writes no row of them.
    """
    codes = [snapshot.code for snapshot in snapshots]
    with transaction.atomic(using="edition"):
        held: dict[str, dict[int, str]] = defaultdict(dict)
        rows = PublishedTestimony.objects.filter(code__in=codes).values_list("code", "version", "fingerprint")
        for code, version, fingerprint in rows:
            held[code][version] = fingerprint
        take_stones_away(snapshots, list(held), returning=returning)
        new = [snapshot for snapshot in snapshots if _is_new(snapshot, held[snapshot.code])]
        for snapshot in new:
            if held[snapshot.code] or safety:
                retire_before(snapshot, ever.get(snapshot.code), safety=safety)
            put_stone_until_its_day(snapshot, ever.get(snapshot.code))
        write_files(new, pictures)
        write_rows(new)
        Change.objects.bulk_create(Change(code=s.code, safety=safety, on=s.published_on) for s in new)


def withdraw(code: str, reason: TombstoneReason, *, on: datetime.date, read: bool = True) -> None:
    """Delete every version of the account and leave a tombstone, which says when and nothing of what was there.

    None where nobody could ever `read` any of it: then it never existed.
    """
    with transaction.atomic(using="edition"):
        rows = PublishedTestimony.objects.filter(code=code)
        sweep_if_shown(rows)
        created = read and put_stone(code, reason, on=on)
        deleted, _each = rows.delete()
        if created or deleted:
            Change.objects.create(code=code, safety=True, on=on)


def rebuild(
    public: Iterable[tuple[Snapshot, bool]],
    withdrawn: Iterable[tuple[str, str]],
    *,
    ever: Mapping[str, EverRead] = _NOTHING_KNOWN,
    pictures: Source = no_source,
) -> None:
    """Write every account anew, in one transaction: readers see the edition as it was, and then as it is.

    `public` gives snapshots, an account's versions in order, each with whether it was made for safety; `withdrawn`
    gives codes with the ISO 8601 day, without what nobody could ever read; `ever` is as for `put_many`. Every code gets
    an entry in the journal, those that vanish too, so that an index built before shows none of them until it is brought
    up to date.
    """
    with transaction.atomic(using="edition"):
        before = set(PublishedTestimony.objects.values_list("code", flat=True))
        PublishedTestimony.objects.all().delete()
        Withdrawal.objects.all().delete()
        for code, day in withdrawn:
            withdraw(code, TombstoneReason.WITHDRAWN, on=datetime.date.fromisoformat(day))
        for (_, safety), run in groupby(public, key=lambda pair: (pair[0].version, pair[1])):
            for batch in _batched(snapshot for snapshot, _safety in run):
                put_many(batch, safety=safety, returning=safety, ever=ever, pictures=pictures)
        sweep_after_commit()
        stands = set(PublishedTestimony.objects.values_list("code", flat=True))
        today = timezone.localdate()
        Change.objects.bulk_create(Change(code=code, safety=True, on=today) for code in sorted(before - stands))


def _batched(snapshots: Iterable[Snapshot], size: int = 500) -> Iterator[list[Snapshot]]:
    """Of one version each, so no batch holds an account twice."""
    waiting = iter(snapshots)
    while batch := list(islice(waiting, size)):
        yield batch


def _is_new(snapshot: Snapshot, held: Mapping[int, str]) -> bool:
    """Whether it is still to be written. A version before the newest is history, or was erased: it never comes back."""
    if held.get(snapshot.version, snapshot.fingerprint) != snapshot.fingerprint:
        raise VersionTaken
    return snapshot.version > max(held, default=0)
