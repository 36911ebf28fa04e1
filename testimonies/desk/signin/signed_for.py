"""What the signed log says of an invitation: its row is one that a hand may write, and a decision is not."""

from __future__ import annotations

from django.contrib.auth.models import User

from testimonies.desk.chain.signed import is_written_here
from testimonies.desk.models import Decision, Invitation
from testimonies.vocabulary import DecisionVerb


def is_signed(verb: DecisionVerb, actor: User, invitation: Invitation) -> bool:
    """Whether `actor` did `verb` to the invitation as it is now: for this account, with these roles, this link."""
    decided = Decision.objects.filter(verb=verb, actor=actor, facts__invitation=invitation.pk)
    fingerprint = invitation.fingerprint
    return any(row.fingerprint == fingerprint and is_written_here(row) for row in decided)


def is_used(invitation: Invitation) -> bool:
    """Whether the log says that somebody accepted it, whatever its row says."""
    return Decision.objects.filter(verb=DecisionVerb.ACCEPT, facts__invitation=invitation.pk).exists()
