"""Enter open words, a term of the vocabulary or a reported number, or change them."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from testimonies.desk.chain.append import append
from testimonies.desk.models import Decision
from testimonies.desk.models.open_words import OpenWords
from testimonies.desk.moderation.refusals import NotPermitted
from testimonies.desk.moderation.stand_by_words import stand_by_what_is_there
from testimonies.desk.moderation.transitions import PERMISSION
from testimonies.vocabulary import DecisionVerb


@transaction.atomic
def enter_words(*, row: OpenWords, actor: User) -> Decision:
    """Store `row`, which readers see once somebody else has confirmed it; until then they see what they saw before.

    Raises `NotPermitted`.
    """
    if not (actor.is_active and actor.has_perm(PERMISSION[DecisionVerb.ENTER_OPEN_WORDS])):
        raise NotPermitted(_("Your role does not allow this."))
    # Before: what is entered here must not be taken for what was there.
    stand_by_what_is_there()
    row.save()
    row.refresh_from_db()
    facts = {"words": {row.named: row.fingerprint}}
    return append(Decision(verb=DecisionVerb.ENTER_OPEN_WORDS, actor=actor, fingerprint=row.fingerprint, facts=facts))
