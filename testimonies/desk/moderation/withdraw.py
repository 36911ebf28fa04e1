"""Withdraw a testimony: the public loses it at once, in one act by one person."""

from collections.abc import Mapping

from django.contrib.auth.models import User
from django.db import transaction

from testimonies.desk.models import Decision, Owed, Testimony
from testimonies.desk.moderation.begin import begin
from testimonies.desk.moderation.decide import decide
from testimonies.desk.moderation.gone import note_gone_after_commit
from testimonies.desk.moderation.hide import hide
from testimonies.desk.moderation.partners import note_partners
from testimonies.desk.moderation.settle import settle_after_commit
from testimonies.vocabulary import DecisionVerb


@transaction.atomic
def withdraw(*, testimony: Testimony, actor: User, reason: str = "") -> Decision:
    """Take the account out of the edition. No second signature: waiting for one could cost a life.

    `reason` stays at the desk. Raises `NotPermitted` or `WrongState`.
    """
    return take_out(begin(DecisionVerb.WITHDRAW, testimony, actor), actor, reason=reason.strip())


def take_out(
    locked: Testimony, actor: User, *, reason: str = "", facts: Mapping[str, object] | None = None
) -> Decision:
    """What every withdrawal does with the locked record, whoever asked for it."""
    decision = decide(DecisionVerb.WITHDRAW, locked, actor, reason=reason, facts=facts)
    note_gone_after_commit(locked.code, DecisionVerb.WITHDRAW)
    if locked.publications.exists():
        Owed.objects.create(testimony=locked, decision=decision)
        note_partners(locked, on=decision.at.date())
        hide(locked.code)
        settle_after_commit()
    return decision
