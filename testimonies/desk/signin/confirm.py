"""Confirm an invitation: the second person, without whom an administrator alone could become two."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from testimonies.desk.chain.append import append
from testimonies.desk.models import Decision, Invitation
from testimonies.desk.moderation.refusals import Issue, NotPermitted, Unmet
from testimonies.desk.moderation.transitions import PERMISSION
from testimonies.desk.signin.signed_for import is_signed
from testimonies.vocabulary import DecisionVerb


@transaction.atomic
def confirm(*, actor: User, invitation: Invitation) -> Decision:
    """`actor` vouches that the invitation is for whom it says. From now on its link works.

    Raises `NotPermitted`, also for who made it and for whom it is; `Unmet` where it waits for nobody any more.
    """
    if not may_confirm(actor, invitation):
        raise NotPermitted(_("Somebody else must do this."))
    waiting = Invitation.objects.open().filter(pk=invitation.pk, confirmed_by=None)
    if not waiting.update(confirmed_by=actor, confirmed_at=timezone.now()):
        raise Unmet([Issue("open", _("This invitation does not wait for anybody any more."))])
    facts = {"invitation": invitation.pk}
    return append(Decision(verb=DecisionVerb.CONFIRM, actor=actor, fingerprint=invitation.fingerprint, facts=facts))


def may_confirm(actor: User, invitation: Invitation) -> bool:
    """Whether `actor` is a second person who may."""
    third = actor.pk not in {invitation.made_by_id, invitation.account_id}
    return third and actor.is_active and actor.has_perm(PERMISSION[DecisionVerb.CONFIRM])


def who_may_confirm(invitation: Invitation) -> QuerySet[User]:
    """The second persons there are; for the page that says whom to ask."""
    able = Q(is_superuser=True) | Q(groups__permissions__codename="confirm_invitation")
    others = User.objects.filter(able, is_active=True, is_staff=True)
    return others.exclude(pk__in=[invitation.made_by_id, invitation.account_id or 0]).distinct().order_by("username")


def needs_nobody(invitation: Invitation) -> bool:
    """Whether who made it is the only person there ever was: a house has to begin.

    Accounts are closed and never deleted, so nobody can bring this back by sending everybody away.
    """
    return not User.objects.filter(is_staff=True).exclude(pk=invitation.made_by_id).exists()


def is_confirmed(invitation: Invitation) -> bool:
    """By somebody who still may, and signed; or it needs nobody."""
    by = invitation.confirmed_by
    if by is None:
        return needs_nobody(invitation)
    return may_confirm(by, invitation) and is_signed(DecisionVerb.CONFIRM, by, invitation)
