"""Pay what the desk owes the edition."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator

from django.db import transaction
from django.utils import timezone

from testimonies.desk.models import Owed, Publication, Testimony
from testimonies.desk.moderation.ever_read import ever_read
from testimonies.desk.moderation.feed import write_feed
from testimonies.desk.moderation.lift import lift_what_is_settled
from testimonies.desk.moderation.vouched import NotVouchedFor, Vouched, replaces
from testimonies.desk.photos.files import read_derived
from testimonies.edition.publish import put_many, withdraw
from testimonies.vocabulary import Status, TombstoneReason

logger = logging.getLogger(__name__)
_BATCH = 200


def settle_after_commit() -> None:
    """Pay once the decision is safely stored. A failure is kept with the debt, and `sync_edition` tries again."""
    transaction.on_commit(settle, robust=True)


def settle() -> int:
    """Pay every debt that can be paid and return how many are left. Never raises for a single debt.

    Then the feed tells mirrors what left, and what is not in the edition any more need not be hidden any longer.
    """
    owed = Owed.objects.unpaid().exists()
    if owed:
        _pay_all()
    for afterwards in (write_feed, lift_what_is_settled) if owed else (lift_what_is_settled,):
        try:
            afterwards()
        except Exception as error:  # noqa: BLE001 (what was paid is paid; sync_edition does the rest)
            logger.error("What follows a payment failed: %s", type(error).__name__)
    return Owed.objects.unpaid().count() if owed else 0


def _pay_all() -> None:
    for debt in Owed.objects.unpaid().withdrawals():
        _try([debt])
    # What must go out first must not be overtaken by what comes in after it.
    stuck: set[int] = set(Owed.objects.unpaid().withdrawals().values_list("testimony_id", flat=True))
    for batch in _batches(Owed.objects.unpaid().puts()):
        # Versions go in order: a version stored after its successor would become the current one.
        due = [debt for debt in batch if debt.testimony_id not in stuck]
        if not _try(due):
            stuck |= {debt.testimony_id for debt in due if not _try([debt])}


def _batches(debts: Iterable[Owed]) -> Iterator[list[Owed]]:
    """Neighbours that one transaction of the edition may take: of different testimonies, none that replaces others."""
    batch: list[Owed] = []
    for debt in debts:
        alone = debt.publication is not None and debt.publication.replaces
        if batch and (alone or len(batch) == _BATCH or debt.testimony_id in {other.testimony_id for other in batch}):
            yield batch
            batch = []
        batch.append(debt)
        if alone:
            yield batch
            batch = []
    if batch:
        yield batch


def not_vouched_for() -> list[str]:
    """The codes of the accounts whose debts stay unpaid because no signed decision says what they would put in."""
    debts = Owed.objects.unpaid().filter(failure=NotVouchedFor.__name__)
    return sorted(set(debts.values_list("testimony__code", flat=True)))


def _try(debts: list[Owed]) -> bool:
    try:
        _pay(debts)
    except Exception as error:  # noqa: BLE001 (whatever went wrong, the debt stays and the next one is tried)
        # Only the kind of error: its message may quote the words that caused it.
        logger.error("A debt to the edition could not be paid: %s", type(error).__name__)
        for debt in debts:
            Owed.objects.filter(pk=debt.pk).update(attempts=debt.attempts + 1, failure=type(error).__name__)
        return False
    return True


@transaction.atomic
def _pay(debts: list[Owed]) -> None:
    """Locked, because the desk's request and the indexer may both come to pay; the second finds it paid."""
    locked = Owed.objects.unpaid().filter(pk__in=[debt.pk for debt in debts]).select_for_update(of=("self",))
    due = list(locked.select_related("testimony", "publication__decision", "publication__testimony", "decision"))
    accounts = Testimony.objects.filter(pk__in=[debt.testimony_id for debt in due])
    # As the debt found it: what was decided later is another debt.
    ever = ever_read(accounts, until=max((debt.decision_id for debt in due), default=0))
    for debt in due:
        if debt.publication is None:
            known = ever.get(debt.testimony.code)
            since = known.since if known else None
            day = since or debt.decision.at.date()
            withdraw(debt.testimony.code, TombstoneReason.WITHDRAWN, on=day, read=since is not None)
    puts = [debt.publication for debt in due if debt.publication and _may_go_in(debt.publication, debt.testimony)]
    alone = any(replaces(put) for put in puts)
    log = Vouched([put.testimony_id for put in puts])
    snapshots = [log.readable(put) for put in puts]
    put_many(snapshots, safety=alone, returning=alone, ever=ever, pictures=read_derived)
    Owed.objects.filter(pk__in=[debt.pk for debt in due]).update(paid_at=timezone.now(), failure="")


def _may_go_in(publication: Publication, testimony: Testimony) -> bool:
    """Not what was erased, withdrawn or lapsed while it waited."""
    return bool(publication.content) and not publication.lapsed and testimony.status != Status.WITHDRAWN
