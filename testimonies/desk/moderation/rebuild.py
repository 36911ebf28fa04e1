"""Write the edition anew from the desk's ledger: after a lost disk, or on a new machine."""

from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

from testimonies.desk.models import Decision, Owed, Publication
from testimonies.desk.moderation.open_words import put_open_words
from testimonies.edition.publish import Snapshot, rebuild
from testimonies.vocabulary import DecisionVerb, Status


@transaction.atomic
def rebuild_edition() -> None:
    """Replay every publication and withdrawal, so nothing is owed afterwards.

    The debts are locked first: one paid meanwhile by another process would be written twice, or lost.
    """
    debts = Owed.objects.unpaid().select_for_update()
    due = [debt.pk for debt in debts]
    rebuild(_public(), _withdrawn())
    put_open_words()
    Owed.objects.filter(pk__in=due).update(paid_at=timezone.now())


def _public() -> Iterator[tuple[Snapshot, bool]]:
    ledger = Publication.objects.exclude(testimony__status=Status.WITHDRAWN).exclude(content={})
    for publication in ledger.order_by("version", "pk").iterator(500):
        yield Snapshot.from_content(publication.content), publication.safety


def _withdrawn() -> Iterator[tuple[str, str]]:
    """Code and ISO 8601 day of what was public and is not any more."""
    withdrawals = Decision.objects.filter(verb=DecisionVerb.WITHDRAW, testimony__publications__isnull=False).distinct()
    for code, at in withdrawals.values_list("testimony__code", "at"):
        yield code, at.date().isoformat()
