"""Approve a testimony: the second pair of eyes."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from testimonies.desk.models import Decision, Testimony
from testimonies.desk.moderation.begin import begin
from testimonies.desk.moderation.decide import decide
from testimonies.desk.moderation.refusals import Issue, Unmet
from testimonies.desk.moderation.requirements import require
from testimonies.desk.moderation.snapshots import snapshot_of
from testimonies.vocabulary import DecisionVerb


@transaction.atomic
def approve(*, testimony: Testimony, actor: User, shown: str | None = None) -> Decision:
    """Sign for exactly what would become public now; publishing later checks that it is still the same.

    `shown` is the undated fingerprint of what `actor` read before signing: an edit may have slipped in since, and
    nobody signs for words they did not see. None where nothing was shown, as in an import.

    Raises `NotPermitted`, `WrongState`, or `Unmet`, also where `actor` had a hand in the words.
    """
    locked = begin(DecisionVerb.APPROVE, testimony, actor)
    require(DecisionVerb.APPROVE, locked, actor)
    snapshot = snapshot_of(locked, on=timezone.localdate())
    fingerprint = snapshot.undated_fingerprint()
    if shown not in {None, fingerprint}:
        raise Unmet([Issue("changed", _("This text changed after it was shown to you; read it again."))])
    return decide(DecisionVerb.APPROVE, locked, actor, version=snapshot.version, fingerprint=fingerprint)
