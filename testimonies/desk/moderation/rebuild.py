"""Write the edition anew from the desk's ledger: after a lost disk, or on a new machine."""

from collections.abc import Iterator
from contextlib import suppress

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from testimonies.desk.models import Decision, Owed, Publication, Testimony
from testimonies.desk.moderation.lapse import NotLapsed, lapse_what_is_due
from testimonies.desk.moderation.open_words import put_open_words
from testimonies.desk.moderation.vouched import NotVouchedFor, Vouched, replaces
from testimonies.desk.photos.files import read_derived
from testimonies.edition.publish import Snapshot, rebuild
from testimonies.vocabulary import DecisionVerb


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
    rebuild(_public(refused), [*_withdrawn(), *_coming_back()], pictures=read_derived)
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


def _withdrawn() -> Iterator[tuple[str, str]]:
    """Code and ISO 8601 day of what was public and is not any more."""
    published = Publication.objects.filter(testimony=OuterRef("testimony")).order_by("-version")
    decisions = Decision.objects.filter(
        verb__in=[DecisionVerb.WITHDRAW, DecisionVerb.LAPSE],
        testimony__public_version__isnull=True,
        pk__gt=Subquery(published.values("decision")[:1]),
    )
    for code, at in decisions.values_list("testimony__code", "at"):
        yield code, at.date().isoformat()


def _coming_back() -> Iterator[tuple[str, str]]:
    """Code and ISO 8601 day of what lapsed and was published anew, but only for a day that has not come."""
    today = timezone.localdate().isoformat()
    early = Publication.objects.in_force().filter(content__public_from__gt=today)
    for testimony in Testimony.objects.filter(pk__in=early.values("testimony")):
        left = testimony.decisions.filter(verb=DecisionVerb.LAPSE).last()
        since = testimony.publications.filter(decision__gt=left) if left else []
        if left and all(publication.content.get("public_from", "") > today for publication in since):
            yield testimony.code, left.at.date().isoformat()
