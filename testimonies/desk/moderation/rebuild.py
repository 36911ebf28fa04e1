"""Write the edition anew from the desk's ledger: after a lost disk, or on a new machine."""

from collections.abc import Iterator, Mapping
from contextlib import suppress

from django.db import transaction
from django.utils import timezone

from testimonies.desk.models import Owed, Publication, Testimony
from testimonies.desk.moderation.ever_read import ever_read, where_it_matters
from testimonies.desk.moderation.lapse import NotLapsed, lapse_what_is_due
from testimonies.desk.moderation.open_words import put_open_words
from testimonies.desk.moderation.vouched import NotVouchedFor, Vouched, replaces
from testimonies.desk.photos.files import read_derived
from testimonies.edition.publish import EverRead, Snapshot, rebuild


def rebuild_edition() -> list[str]:
    """Replay every publication and withdrawal, so nothing is owed afterwards. What has lapsed stays out.

    So does a version that no signed decision vouches for; the codes of such accounts are returned.
    """
    with suppress(NotLapsed):
        # Those are hidden; the others need not wait for them.
        lapse_what_is_due()
    return _rebuild()


@transaction.atomic
def _rebuild() -> list[str]:
    """The debts are locked first: one paid meanwhile by another process would be written twice, or lost."""
    debts = Owed.objects.unpaid().select_for_update()
    due = [debt.pk for debt in debts]
    refused: dict[int, str] = {}
    ever = ever_read(where_it_matters())
    rebuild(_public(refused), [*_withdrawn(ever)], ever=ever, pictures=read_derived)
    put_open_words()
    # What was refused stays owed, so that every later run says so too.
    Owed.objects.filter(pk__in=due).exclude(testimony__in=refused).update(paid_at=timezone.now())
    return sorted(refused.values())


def _public(refused: dict[int, str]) -> Iterator[tuple[Snapshot, bool]]:
    """Notes in `refused`, by key of the account, the code of whatever is not vouched for."""
    log = Vouched()
    ledger = Publication.objects.in_force().select_related("decision", "testimony")
    for publication in ledger.order_by("version", "pk").iterator(500):
        try:
            yield log.readable(publication), replaces(publication)
        except NotVouchedFor:
            refused[publication.testimony_id] = publication.testimony.code


def _withdrawn(ever: Mapping[str, EverRead]) -> Iterator[tuple[str, str]]:
    """Code and ISO 8601 day of what somebody could read, and is not public any more."""
    out = Testimony.objects.filter(public_version=None, publications__isnull=False).distinct()
    for code in out.values_list("code", flat=True):
        if (known := ever.get(code)) and known.since:
            yield code, known.since.isoformat()
