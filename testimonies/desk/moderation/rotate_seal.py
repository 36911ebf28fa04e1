"""Seal to another key from now on."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _
from nacl.public import PublicKey

from testimonies.desk.chain.append import append
from testimonies.desk.models import Decision
from testimonies.desk.moderation.refusals import NotPermitted
from testimonies.desk.moderation.transitions import PERMISSION
from testimonies.desk.seal import keep_seal_key, key_facts
from testimonies.vocabulary import DecisionVerb


@transaction.atomic
def rotate_seal(*, key: PublicKey, actor: User) -> Decision:
    """Keep `key` in place of the one before. Old entries stay as they are: this machine cannot open them to seal anew.

    Raises `NotPermitted`.
    """
    if not (actor.is_active and actor.has_perm(PERMISSION[DecisionVerb.ROTATE_SEAL])):
        raise NotPermitted(_("Your role does not allow this."))
    decision = append(Decision(verb=DecisionVerb.ROTATE_SEAL, actor=actor, facts=key_facts(key)))
    keep_seal_key(key)
    return decision
