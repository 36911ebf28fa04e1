"""Accept an invitation: a password, and then a second factor."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from testimonies.desk.chain.append import append
from testimonies.desk.models import Decision, Invitation
from testimonies.desk.moderation.transitions import PERMISSION
from testimonies.desk.signin.close_account import forget_factors
from testimonies.desk.signin.confirm import is_confirmed
from testimonies.desk.signin.held import held
from testimonies.desk.signin.invite import token_hash
from testimonies.desk.signin.links import end_links
from testimonies.desk.signin.rank import may_touch
from testimonies.desk.signin.sessions import end_sessions
from testimonies.desk.signin.signed_for import is_signed, is_used
from testimonies.desk.stand_in import is_the_server
from testimonies.vocabulary import DecisionVerb


class NoInvitation(Exception):
    """The link is made up, used, taken back, too old or not confirmed: which of them is nobody's business."""


def find(token: str) -> Invitation:
    """The invitation behind a link. Raises `NoInvitation`."""
    invitation = (
        Invitation.objects.open()
        .select_related("account", "made_by", "confirmed_by")
        .filter(token_hash=token_hash(token))
        .first()
    )
    if invitation is None or not _still_stands(invitation):
        raise NoInvitation
    return invitation


def _still_stands(invitation: Invitation) -> bool:
    """Whoever made it may still do so, and so may whoever confirmed it: a link is worth no more than those two, and
    than what they signed: a row put in or changed by hand lets nobody in.

    One made at the server (`reset_sign_in`) is for a house in which nobody is left who could.
    """
    maker, account = invitation.made_by, invitation.account
    from_the_server = is_the_server(maker)
    made = DecisionVerb.RESET_SIGN_IN if from_the_server else DecisionVerb.INVITE
    if is_used(invitation) or not is_signed(made, maker, invitation):
        return False
    if from_the_server:
        return True
    may_invite = maker.is_active and maker.has_perm(PERMISSION[DecisionVerb.INVITE])
    return may_invite and (account is None or may_touch(maker, account)) and is_confirmed(invitation)


@transaction.atomic
def accept(token: str, *, password: str) -> User:
    """Make the account, or begin it anew: a new password, no second factor, no session. Once. Raises `NoInvitation`."""
    invitation = find(token)
    # Of two who press at once one row is theirs.
    if not Invitation.objects.open().filter(pk=invitation.pk).update(accepted_at=timezone.now()):
        raise NoInvitation
    user = invitation.account or _new(invitation)
    user.is_active = user.is_staff = True
    user.set_password(password)
    user.save()
    user.groups.set(invitation.roles.all())
    forget_factors(user)
    end_sessions(user)
    end_links(user)
    facts = {"invitation": invitation.pk, "confirmed_by": invitation.confirmed_by_id, **held(user)}
    append(Decision(verb=DecisionVerb.ACCEPT, actor=user, facts=facts))
    return user


def _new(invitation: Invitation) -> User:
    user, made = User.objects.get_or_create(
        username=User.normalize_username(invitation.name),
        defaults={"first_name": invitation.display_name, "is_staff": True},
    )
    if not made:
        # Made meanwhile at the server's own terminal: nobody takes over an account by an invitation for another.
        raise NoInvitation
    return user
