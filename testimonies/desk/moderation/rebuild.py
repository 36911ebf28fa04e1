"""Write the edition anew from the desk's ledger: after a lost disk, or on a new machine."""

from collections.abc import Iterator
from contextlib import suppress

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from testimonies.desk.models import Decision, Owed, Publication, Testimony
from testimonies.desk.moderation.lapse import NotLapsed, lapse_what_is_due
from testimonies.desk.moderation.open_words import put_open_words
from testimonies.desk.photos.files import read_derived
from testimonies.edition.publish import Snapshot, rebuild
from testimonies.vocabulary import DecisionVerb


def rebuild_edition() -> None:
    """Replay every publication and withdrawal, so nothing is owed afterwards. What has lapsed stays out."""
    with suppress(NotLapsed):
        # Those are hidden; the others need not wait for them.
        lapse_what_is_due()
    _rebuild()


@transaction.atomic
def _rebuild() -> None:
    """The debts are locked first: one paid meanwhile by another process would be written twice, or lost."""
    debts = Owed.objects.unpaid().select_for_update()
    due = [debt.pk for debt in debts]
    rebuild(_public(), [*_withdrawn(), *_coming_back()], pictures=read_derived)
    put_open_words()
    Owed.objects.filter(pk__in=due).update(paid_at=timezone.now())


def _public() -> Iterator[tuple[Snapshot, bool]]:
    for publication in Publication.objects.in_force().order_by("version", "pk").iterator(500):
        yield Snapshot.from_content(publication.content), publication.replaces


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
