"""Tombstones as the door sets them, and takes them away."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils import timezone

from testimonies.edition.models import Withdrawal
from testimonies.edition.snapshot import Snapshot
from testimonies.vocabulary import TombstoneReason


@dataclass(frozen=True)
class EverRead:
    """What of an account somebody could read: the numbers of the `versions`, and the day `since` which nobody can.

    `since` is None where somebody can today, and where nobody ever could.
    """

    versions: frozenset[int] = frozenset()
    since: datetime.date | None = None


class AlreadyWithdrawn(Exception):
    """The account has a tombstone; what was withdrawn does not come back under the same code."""


def put_stone(code: str, reason: TombstoneReason, *, on: datetime.date) -> bool:
    """Set that of an account before its rows go; whether there was none. One that stands keeps its day."""
    _take_away_what_is_over([code])
    _, created = Withdrawal.objects.get_or_create(code=code, version=None, defaults={"reason": reason, "on": on})
    return created


def put_stone_until_its_day(snapshot: Snapshot, known: EverRead | None) -> None:
    """Where `snapshot` is for a later day, that of an account that somebody could read: mirrors hold it still."""
    if known and known.since and snapshot.public_from > timezone.localdate().isoformat():
        put_stone(snapshot.code, TombstoneReason.WITHDRAWN, on=known.since)


def put_stones_of_versions(snapshot: Snapshot, known: EverRead | None) -> None:
    """One for every number below that of `snapshot`, not for every row: a rebuild has no rows of what was erased.

    None for what nobody could read, where that is `known`: it would tell that there was something.
    """
    # Under an embargo the day of publication lies ahead, and a tombstone must not tell it.
    on = min(snapshot.published_on, timezone.localdate().isoformat())
    marked = set(Withdrawal.objects.filter(code=snapshot.code).values_list("version", flat=True))
    Withdrawal.objects.bulk_create(
        Withdrawal(code=snapshot.code, version=version, reason=TombstoneReason.REPLACED, on=on)
        for version in range(1, snapshot.version)
        if version not in marked and (known is None or version in known.versions)
    )


def take_stones_away(snapshots: Sequence[Snapshot], held: Collection[str], *, returning: bool) -> None:
    """Before `snapshots` go in; under an embargo their tombstones stay. `held` are the codes that have rows.

    Raises `AlreadyWithdrawn`, unless the accounts are `returning`.
    """
    codes = [snapshot.code for snapshot in snapshots]
    _take_away_what_is_over(codes)
    stones = Withdrawal.objects.of_accounts().filter(code__in=codes)
    # Behind the tombstone of an account that is coming back there are rows already.
    if not returning and stones.exclude(code__in=held).exists():
        raise AlreadyWithdrawn
    today = timezone.localdate().isoformat()
    stones.filter(code__in=[one.code for one in snapshots if one.public_from <= today]).delete()


def _take_away_what_is_over(codes: Collection[str]) -> None:
    stones = Withdrawal.objects.of_accounts().filter(code__in=codes)
    stones.exclude(pk__in=list(stones.standing().values_list("pk", flat=True))).delete()
