"""The report of public accounts that became rarer."""

from __future__ import annotations

from django.db.models import Max

from testimonies.desk.models import Told
from testimonies.desk.models.risk import CONTEXT
from testimonies.desk.moderation.risk import Gate

_BATCH = 500


def fallen() -> list[tuple[Told, int]]:
    """Public accounts that fewer are like than on the day they were published, the rarest first, with how many now."""
    gate = Gate()
    real = Told.objects.filter(synthetic=False)
    groups = real.order_by().values(*CONTEXT).annotate(then=Max("k")).values_list(*CONTEXT, "then")
    rarer = {said: now for *facts, then in groups if (now := gate.k_of(*(said := tuple(facts)))) < then}
    # Asked for one by one, those that became rarer would cost a question each.
    told = real.filter(k__gt=min(rarer.values(), default=0)).values_list("pk", "k", *CONTEXT) if rarer else ()
    numbers = [number for number, then, *facts in told if rarer.get(tuple(facts), then) < then]
    public = real.filter(testimony__public_version__isnull=False)
    found = [
        (told, rarer[tuple(told.fields().values())])
        for start in range(0, len(numbers), _BATCH)
        for told in public.filter(pk__in=numbers[start : start + _BATCH]).select_related("testimony")
    ]
    return sorted(found, key=lambda pair: (pair[1], pair[0].testimony.code))
