"""Note in the log what somebody tried and was refused: an insider who tries every button is seen."""

from __future__ import annotations

import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from testimonies.desk.chain.append import append
from testimonies.desk.models import Decision, Refused, Testimony
from testimonies.desk.moderation.refusals import NotPermitted, Refusal, Unmet, WrongState
from testimonies.vocabulary import DecisionVerb

# One row for the same act in this time, and so many rows for one person: trying must not drown what the log is for.
_WINDOW = datetime.timedelta(minutes=10)
_AT_MOST = 60


def why(refusal: Refusal) -> Refused | None:
    """What the log says of `refusal`; None for what is merely unfinished, such as a box not ticked."""
    if isinstance(refusal, NotPermitted):
        return Refused.NOT_PERMITTED
    if isinstance(refusal, WrongState):
        return Refused.WRONG_STATE
    if isinstance(refusal, Unmet) and any(issue.code == "four-eyes" for issue in refusal.issues):
        return Refused.FOUR_EYES
    return None


@transaction.atomic
def note_refused(verb: DecisionVerb, testimony: Testimony, actor: User, reason: Refused) -> None:
    """One closed word for the act and one for the refusal. Call outside the transaction that was refused."""
    lately = Decision.objects.filter(verb=DecisionVerb.REFUSED, actor=actor, at__gt=timezone.now() - _WINDOW)
    known = list(lately.values_list("testimony", "facts")[:_AT_MOST])
    again = any(told == testimony.pk and facts.get("verb") == verb.value for told, facts in known)
    if again or len(known) == _AT_MOST:
        return
    facts = {"verb": verb.value, "why": reason.value}
    append(Decision(testimony=testimony, verb=DecisionVerb.REFUSED, actor=actor, facts=facts))
