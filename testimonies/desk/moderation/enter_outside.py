"""Enter a person of whom others have published as much, or change such an entry."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from testimonies.desk.chain.append import append
from testimonies.desk.models import Decision, KnownOutside
from testimonies.desk.moderation.refusals import NotPermitted
from testimonies.desk.moderation.transitions import PERMISSION
from testimonies.vocabulary import DecisionVerb


@transaction.atomic
def enter_outside(*, entry: KnownOutside, actor: User) -> Decision:
    """Store `entry`, which counts once somebody else has confirmed it: what was confirmed before was other facts.

    Raises `NotPermitted`.
    """
    if not (actor.is_active and actor.has_perm(PERMISSION[DecisionVerb.ENTER_OUTSIDE])):
        raise NotPermitted(_("Your role does not allow this."))
    entry.entered_by, entry.confirmed_by = actor, None
    entry.save()
    entry.refresh_from_db()
    facts = {"entry": entry.pk}
    return append(Decision(verb=DecisionVerb.ENTER_OUTSIDE, actor=actor, fingerprint=entry.fingerprint, facts=facts))
