"""Approve a testimony: the second pair of eyes."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from testimonies.desk.models import Decision, Testimony
from testimonies.desk.moderation.begin import begin
from testimonies.desk.moderation.decide import decide
from testimonies.desk.moderation.requirements import require
from testimonies.desk.moderation.snapshots import snapshot_of
from testimonies.vocabulary import DecisionVerb


@transaction.atomic
def approve(*, testimony: Testimony, actor: User) -> Decision:
    """Sign for exactly what would become public now; publishing later checks that it is still the same.

    Raises `NotPermitted`, `WrongState`, or `Unmet`, also where `actor` had a hand in the words.
    """
    locked = begin(DecisionVerb.APPROVE, testimony, actor)
    require(DecisionVerb.APPROVE, locked, actor)
    snapshot = snapshot_of(locked, on=timezone.localdate())
    return decide(
        DecisionVerb.APPROVE, locked, actor, version=snapshot.version, fingerprint=snapshot.undated_fingerprint()
    )
