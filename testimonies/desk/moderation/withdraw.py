"""Withdraw a testimony: the public loses it at once, in one act by one person."""

from django.contrib.auth.models import User
from django.db import transaction

from testimonies.desk.models import Decision, Owed, Testimony
from testimonies.desk.moderation.begin import begin
from testimonies.desk.moderation.decide import decide
from testimonies.desk.moderation.gone import note_gone_after_commit
from testimonies.desk.moderation.settle import settle_after_commit
from testimonies.desk.photos.files import sweep_after_commit
from testimonies.vocabulary import DecisionVerb


@transaction.atomic
def withdraw(*, testimony: Testimony, actor: User, reason: str = "") -> Decision:
    """Take the account out of the edition. No second signature: waiting for one could cost a life.

    `reason` stays at the desk. Raises `NotPermitted` or `WrongState`.
    """
    locked = begin(DecisionVerb.WITHDRAW, testimony, actor)
    decision = decide(DecisionVerb.WITHDRAW, locked, actor, reason=reason.strip())
    note_gone_after_commit(locked.code, DecisionVerb.WITHDRAW)
    if locked.publications.exists():
        Owed.objects.create(testimony=locked, decision=decision)
        settle_after_commit()
    # Of its photographs the desk keeps the originals, until they are erased, and nothing made of them.
    sweep_after_commit()
    return decision
