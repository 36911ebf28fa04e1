"""Confirm open words that somebody else entered: from then on the world reads them."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from testimonies.desk.chain.append import append
from testimonies.desk.models import Decision
from testimonies.desk.models.open_words import OpenWords
from testimonies.desk.moderation.confirmable import must_be_confirmable
from testimonies.desk.moderation.open_words import put_open_words
from testimonies.desk.moderation.refusals import NotPermitted
from testimonies.desk.moderation.transitions import PERMISSION
from testimonies.desk.moderation.words_log import WordsLog
from testimonies.vocabulary import DecisionVerb


@transaction.atomic
def confirm_words(*, row: OpenWords, actor: User, shown: str) -> Decision:
    """Say that `actor` read the words, and that they name nobody.

    `shown` is the fingerprint of what `actor` read: it may have been changed since.
    Raises `NotPermitted`, or `Unmet`, also where `actor` entered it.
    """
    if not (actor.is_active and actor.has_perm(PERMISSION[DecisionVerb.CONFIRM_OPEN_WORDS])):
        raise NotPermitted(_("Your role does not allow this."))
    locked = type(row)._default_manager.select_for_update().get(pk=row.pk)
    must_be_confirmable(locked.fingerprint, shown, entered_by=WordsLog().entered_by(locked), actor=actor)
    # Where it fails, the decision stands, and the next `sync_edition` puts them in.
    transaction.on_commit(put_open_words, robust=True)
    facts = {"words": {locked.named: shown}}
    return append(Decision(verb=DecisionVerb.CONFIRM_OPEN_WORDS, actor=actor, fingerprint=shown, facts=facts))
