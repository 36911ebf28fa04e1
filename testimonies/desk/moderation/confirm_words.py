"""Confirm open words that somebody else entered: from then on the world reads them."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from testimonies.desk.chain.append import append
from testimonies.desk.models import Decision
from testimonies.desk.models.open_words import OpenWords
from testimonies.desk.moderation.open_words import put_open_words
from testimonies.desk.moderation.refusals import Issue, NotPermitted, Unmet
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
    entered_by = WordsLog().entered_by(locked)
    if locked.fingerprint != shown:
        raise Unmet([Issue("changed", _("This entry changed after it was shown to you; read it again."))])
    if entered_by is None:
        raise Unmet([Issue("entered", _("Nobody is on record as having entered this; a curator must save it anew."))])
    if entered_by == actor.pk:
        raise Unmet([Issue("four-eyes", _("You entered this; somebody else must confirm it."))])
    # Where it fails, the decision stands, and the next `sync_edition` puts them in.
    transaction.on_commit(put_open_words, robust=True)
    facts = {"words": {locked.named: shown}}
    return append(Decision(verb=DecisionVerb.CONFIRM_OPEN_WORDS, actor=actor, fingerprint=shown, facts=facts))
