"""Who was given copies of an account that has left, and has to be told."""

from __future__ import annotations

import datetime

from django.db.models import Q

from testimonies.desk.models import Decision, HandedOut, PartnerNotice, Publication, Testimony
from testimonies.vocabulary import DecisionVerb

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


def note_partners_of(copy: HandedOut) -> None:
    """The same for a copy that is entered after accounts in it have left."""
    left = Decision.objects.filter(verb__in=_LEAVING, at__date__gte=copy.on, testimony__public_version=None)
    gone = Testimony.objects.filter(pk__in=left.values("testimony"), publications__isnull=False).distinct()
    for testimony in gone if copy.everything else gone.filter(pk__in=copy.codes.all()):
        decision = left.filter(testimony=testimony).latest("pk")
        note_partners(testimony, on=decision.at.date())
