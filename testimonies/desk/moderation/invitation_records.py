"""Are the invitations what the log says of them? Each opens the desk for somebody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from testimonies.desk.models import Decision, Invitation
from testimonies.vocabulary import DecisionVerb

_MADE = (DecisionVerb.INVITE, DecisionVerb.RESET_SIGN_IN)
_VERBS = (*_MADE, DecisionVerb.CONFIRM, DecisionVerb.ACCEPT)


def invitations() -> Iterator[str]:
    """One sentence for each that nobody made, or confirmed, or used as its row says. Whether the decisions are this
    archive's own is said by `chain.verify`."""
    decided: dict[object, list[Decision]] = defaultdict(list)
    for row in Decision.objects.filter(verb__in=_VERBS).order_by("pk"):
        decided[row.facts.get("invitation")].append(row)
    for invitation in Invitation.objects.order_by("pk"):
        if wrong := _wrong(invitation, decided[invitation.pk]):
            yield f"Invitation {invitation.pk} {wrong}"


def _wrong(invitation: Invitation, decided: list[Decision]) -> str:
    made = [row for row in decided if row.verb in _MADE and row.actor_id == invitation.made_by_id]
    confirmed = [row for row in decided if row.verb == DecisionVerb.CONFIRM]
    by = invitation.confirmed_by_id
    if not made:
        return "was put in: no decision says who made it."
    if by and not any(row.actor_id == by for row in confirmed):
        return "counts as confirmed, and the log does not say by whom."
    # Decisions from before they signed for what an invitation says hold no fingerprint.
    signed = {row.fingerprint for row in (*made, *confirmed) if row.fingerprint}
    if signed - {invitation.fingerprint}:
        return "is not as it was made."
    if invitation.accepted_at is None and any(row.verb == DecisionVerb.ACCEPT for row in decided):
        return "was accepted, and waits again."
    return ""
