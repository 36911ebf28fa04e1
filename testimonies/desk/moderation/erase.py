"""Erase what was withdrawn: nothing of the account is left at the desk but the proof that it was erased."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from testimonies.desk.backups.working import forget_what_was_put_aside, sweep_left_behind
from testimonies.desk.models import Decision, Testimony
from testimonies.desk.moderation.begin import begin
from testimonies.desk.moderation.decide import decide
from testimonies.desk.moderation.erase_content import erase_content
from testimonies.desk.moderation.gone import note_gone_after_commit
from testimonies.desk.moderation.refusals import Issue, Unmet
from testimonies.vocabulary import DecisionVerb


@transaction.atomic
def erase(*, testimony: Testimony, actor: User) -> Decision:
    """Erase every kind of data in `ERASERS`. The decision says how many of each there were, and whose, by hash.

    Two people are needed: whoever withdrew the account cannot erase it. A withdrawal protects and must not wait; an
    erasure can destroy evidence, nobody can undo it, and the public has lost the account already.

    Raises `NotPermitted`, `WrongState` or `Unmet`.
    """
    locked = begin(DecisionVerb.ERASE, testimony, actor)
    withdrawal = locked.decisions.filter(verb=DecisionVerb.WITHDRAW).last()
    if withdrawal is None or withdrawal.actor_id == actor.pk:
        raise Unmet([Issue("two-people", _("You withdrew this account; somebody else must erase it."))])
    # Copies of the whole desk: nothing reaches into them, so they go, whatever they were kept for.
    sweep_left_behind()
    forget_what_was_put_aside()
    note_gone_after_commit(locked.code, DecisionVerb.ERASE)
    return decide(DecisionVerb.ERASE, locked, actor, facts=erase_content(locked))
