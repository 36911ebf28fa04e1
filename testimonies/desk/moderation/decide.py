"""The only writer of a testimony's status and public version: every change of state is a decision."""

from collections.abc import Mapping

from django.contrib.auth.models import User

from testimonies.desk.chain.append import append
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
    facts: Mapping[str, object] | None = None,
) -> Decision:
    """Move the locked `testimony` as the table says, and write the decision in the same breath.

    `reason` is kept encrypted and apart; `facts` stay in the log for ever, so they hold no words of anybody.
    """
    before = Status(testimony.status)
    testimony.status = TABLE[verb, before]
    if verb == DecisionVerb.PUBLISH:
        testimony.public_version = version
    elif verb in {DecisionVerb.WITHDRAW, DecisionVerb.LAPSE}:
        testimony.public_version = None
    testimony.save(update_fields=["status", "public_version", "changed_at"])
    decision = Decision(
        testimony=testimony,
        verb=verb,
        actor=actor,
        from_status=before,
        to_status=testimony.status,
        version=version,
        fingerprint=fingerprint,
        facts=dict(facts or {}),
    )
    return append(decision, reason=reason)
