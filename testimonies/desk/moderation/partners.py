"""Who was given copies of an account that has left, and has to be told."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from testimonies.desk.models import Consent, Decision, HandedOut, PartnerNotice, Publication, Testimony
from testimonies.edition.publish import under_embargo
from testimonies.vocabulary import Answer, DecisionVerb

_LEAVING = (DecisionVerb.WITHDRAW, DecisionVerb.LAPSE)


def note_partners(testimony: Testimony, *, on: datetime.date) -> int:
    """Open a line for each partner who holds a copy of `testimony`, which leaves on the day `on`; how many."""
    first = Publication.objects.filter(testimony=testimony).order_by("version").first()
    all_of_it = Q(everything=True, on__gte=first.decision.at.date()) if first else Q(pk=None)
    copies = HandedOut.objects.filter(all_of_it | Q(codes=testimony), on__lte=on)
    partners = set(copies.values_list("partner_id", flat=True))
    for partner in sorted(partners):
        PartnerNotice.objects.get_or_create(testimony=testimony, partner_id=partner, left_on=on)
    return len(partners)


def without_a_yes(use: str, codes: Collection[Testimony] | None, *, on: datetime.date) -> list[str]:
    """The codes of those whose consent in force on the day `on` has no yes for `use`; None: of all that were public.

    Nobody stands behind a synthetic account, so nobody was asked.
    """
    chosen = _public_on(on) if codes is None else Testimony.objects.filter(pk__in=[one.pk for one in codes])
    newest = Consent.objects.filter(contributor=OuterRef("contributor")).on_record(on).newest_first()
    in_force = Consent.objects.filter(pk=OuterRef("under")).exclude(Q(expires_on__lt=on) | Q(review_on__lt=on))
    said_yes = in_force.filter(answers__scope=use, answers__answer=Answer.YES)
    dated = chosen.filter(synthetic=False).annotate(under=Subquery(newest.values("pk")[:1]))
    return list(dated.exclude(Exists(said_yes)).order_by("code").values_list("code", flat=True))


def _public_on(day: datetime.date) -> QuerySet[Testimony]:
    """What readers could find on the day, as far as decisions say."""
    left = Decision.objects.filter(verb__in=_LEAVING, at__date__lt=day, testimony__public_version=None)
    published = Publication.objects.filter(decision__at__date__lte=day)
    held = Testimony.objects.filter(pk__in=published.values("testimony"))
    return held.exclude(pk__in=left.values("testimony")).exclude(code__in=under_embargo())


def note_partners_of(copy: HandedOut) -> None:
    """The same for a copy that is entered after accounts in it have left."""
    left = Decision.objects.filter(verb__in=_LEAVING, at__date__gte=copy.on, testimony__public_version=None)
    gone = Testimony.objects.filter(pk__in=left.values("testimony"), publications__isnull=False).distinct()
    for testimony in gone if copy.everything else gone.filter(pk__in=copy.codes.all()):
        decision = left.filter(testimony=testimony).latest("pk")
        note_partners(testimony, on=decision.at.date())
