"""Enter a testimony: its first decision."""

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from testimonies.desk.chain.append import append
from testimonies.desk.models import Consent, Decision, Testimony
from testimonies.desk.moderation.refusals import NotPermitted
from testimonies.desk.moderation.transitions import PERMISSION
from testimonies.vocabulary import DecisionVerb


def accession(*, testimony: Testimony, actor: User, consent: Consent | None = None) -> Decision:
    """Record that `actor` brought the newly stored `testimony` in. Call in the transaction that stored it.

    `consent` is the one that was stored with it, as an import does: one decision speaks for both.

    Raises `NotPermitted`, and then nothing may be kept of what was stored.
    """
    if not actor.has_perm(PERMISSION[DecisionVerb.ACCESSION]):
        raise NotPermitted(_("Your role does not allow this."))
    decision = Decision(testimony=testimony, verb=DecisionVerb.ACCESSION, actor=actor, to_status=testimony.status)
    decision.facts = {"consent": consent.pk} if consent else {}
    return append(decision)
