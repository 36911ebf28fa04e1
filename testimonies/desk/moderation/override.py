"""Let a rare combination through: a third person's act, with a reason."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from testimonies.desk.models import Decision, Testimony
from testimonies.desk.moderation.begin import begin_whole
from testimonies.desk.moderation.decide import decide
from testimonies.desk.moderation.refusals import Issue, Unmet
from testimonies.desk.moderation.requirements import require
from testimonies.desk.moderation.risk import Gate, stands_out
from testimonies.desk.moderation.snapshots import snapshot_of
from testimonies.vocabulary import DecisionVerb


@transaction.atomic
def override(*, testimony: Testimony, actor: User, reason: str, gate: Gate | None = None) -> Decision:
    """Say that these words, and no others, may be approved although the gate holds them back.

    Raises `NotPermitted`, `WrongState`, or `Unmet`: without a reason, where nothing is held back, or where `actor` had
    a hand in the words.
    """
    locked = begin_whole(DecisionVerb.OVERRIDE, testimony, actor)
    require(DecisionVerb.OVERRIDE, locked, actor)
    if not reason.strip():
        raise Unmet([Issue("reason", _("Say why this may be public although so few accounts are like it."))])
    snapshot = snapshot_of(locked, on=timezone.localdate())
    if stands_out(snapshot, locked, gate or Gate()) is None:
        raise Unmet([Issue("risk", _("Enough accounts share these facts; there is nothing to override."))])
    return decide(
        DecisionVerb.OVERRIDE, locked, actor, reason=reason.strip(), fingerprint=snapshot.undated_fingerprint()
    )


def overridden_by(testimony: Testimony, fingerprint: str) -> User | None:
    """The custodian who let just these words through since somebody last changed them."""
    since = testimony.decisions.all().since_last_publication()
    given = since.filter(verb=DecisionVerb.OVERRIDE, fingerprint=fingerprint).select_related("actor").last()
    hand = since.by_hand().last()
    return given.actor if given and (hand is None or given.pk > hand.pk) else None
