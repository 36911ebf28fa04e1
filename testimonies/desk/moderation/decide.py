"""The only writer of a testimony's status and public version: every change of state is a decision."""

from django.contrib.auth.models import User

from testimonies.desk.models import Decision, Testimony
from testimonies.desk.moderation.transitions import TABLE
from testimonies.vocabulary import DecisionVerb, Status


def decide(
    verb: DecisionVerb,
    testimony: Testimony,
    actor: User,
    *,
    reason: str = "",
    version: int | None = None,
    fingerprint: str = "",
) -> Decision:
    """Move the locked `testimony` as the table says, and write the decision in the same breath."""
    before = Status(testimony.status)
    testimony.status = TABLE[verb, before]
    if verb == DecisionVerb.PUBLISH:
        testimony.public_version = version
    elif verb in {DecisionVerb.WITHDRAW, DecisionVerb.LAPSE}:
        testimony.public_version = None
    testimony.save(update_fields=["status", "public_version", "changed_at"])
    return Decision.objects.create(
        testimony=testimony,
        verb=verb,
        actor=actor,
        from_status=before,
        to_status=testimony.status,
        version=version,
        fingerprint=fingerprint,
        reason=reason,
    )
