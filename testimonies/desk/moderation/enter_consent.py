"""Enter a consent: whoever says what a contributor allows has a hand in every account of theirs."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from testimonies.desk.chain.append import append
from testimonies.desk.models import Consent, Decision, Testimony
from testimonies.desk.moderation.begin import may
from testimonies.desk.moderation.decide import decide
from testimonies.desk.moderation.refusals import NotPermitted
from testimonies.desk.moderation.transitions import PERMISSION
from testimonies.vocabulary import DecisionVerb


@transaction.atomic
def enter_consent(*, consent: Consent, actor: User) -> list[Decision]:
    """Record that `actor` entered the newly stored `consent`. Call in the transaction that stored it.

    What was approved goes back to review. Public accounts stay as they are: one that the consent does not cover any
    more lapses, and one that it allows more of shows nothing more before somebody else has approved it. Where there is
    no account yet, the decision is about the archive as a whole: no consent is without one.
    Raises `NotPermitted`, and then nothing may be kept of what was stored.
    """
    verb = DecisionVerb.ENTER_CONSENT
    accounts = list(Testimony.objects.select_for_update().filter(contributor=consent.contributor).order_by("pk"))
    allowed = actor.is_active and actor.has_perm(PERMISSION[verb])
    if not allowed or (accounts and not any(may(actor, verb, account) for account in accounts)):
        raise NotPermitted(_("Your role does not allow this."))
    facts = {"consent": consent.pk}
    if not accounts:
        return [append(Decision(verb=verb, actor=actor, facts=facts))]
    return [decide(verb, account, actor, facts=facts) for account in accounts]
