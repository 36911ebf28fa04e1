"""Enter a testimony: its first decision."""

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from testimonies.desk.chain.append import append
from testimonies.desk.models import Decision, Testimony
from testimonies.desk.moderation.refusals import NotPermitted
from testimonies.desk.moderation.transitions import PERMISSION
from testimonies.vocabulary import DecisionVerb


def accession(*, testimony: Testimony, actor: User) -> Decision:
    """Record that `actor` brought the newly stored `testimony` in. Call in the transaction that stored it.

    Raises `NotPermitted`, and then nothing may be kept of what was stored.
    """
    if not actor.has_perm(PERMISSION[DecisionVerb.ACCESSION]):
        raise NotPermitted(_("Your role does not allow this."))
    return append(Decision(testimony=testimony, verb=DecisionVerb.ACCESSION, actor=actor, to_status=testimony.status))
