"""Publish a testimony: store what the edition is owed, and pay it."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from testimonies.desk.models import Approval, Decision, Owed, Publication, Testimony
from testimonies.desk.moderation.begin import begin
from testimonies.desk.moderation.decide import decide
from testimonies.desk.moderation.requirements import require
from testimonies.desk.moderation.review_dates import next_review
from testimonies.desk.moderation.settle import settle_after_commit
from testimonies.desk.moderation.snapshots import snapshot_of
from testimonies.vocabulary import DecisionVerb


@transaction.atomic
def publish(*, testimony: Testimony, actor: User, safety: bool = False) -> Decision:
    """Make the approved words public. With `safety`, the versions before are erased instead of kept readable.

    Raises `NotPermitted`, `WrongState` or `Unmet`.
    """
    locked = begin(DecisionVerb.PUBLISH, testimony, actor)
    require(DecisionVerb.PUBLISH, locked, actor)
    today = timezone.localdate()
    snapshot = snapshot_of(locked, on=today)
    approval = Approval.objects.filter(decision__testimony=locked).latest("decision_id")
    locked.review_on = next_review(locked, on=today)
    locked.save(update_fields=["review_on"])
    decision = decide(DecisionVerb.PUBLISH, locked, actor, version=snapshot.version, fingerprint=snapshot.fingerprint)
    if safety:
        # What was unsafe to show is unsafe to keep: only the proof that a version existed stays.
        locked.publications.update(content={})
    publication = Publication.objects.create(
        testimony=locked,
        version=snapshot.version,
        content=snapshot.content(),
        fingerprint=snapshot.fingerprint,
        safety=safety,
        decision=decision,
        submitted_by=approval.submitted_by,
        approved_by=approval.approved_by,
        custodian=approval.custodian,
    )
    Owed.objects.create(testimony=locked, decision=decision, publication=publication)
    settle_after_commit()
    return decision
