"""Invite somebody, or give somebody a new beginning who lost their second factor."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from testimonies.desk.chain.append import append
from testimonies.desk.models import Decision, Invitation
from testimonies.desk.moderation.refusals import Issue, NotPermitted, Unmet
from testimonies.desk.moderation.transitions import PERMISSION
from testimonies.desk.signin.rank import may_touch
from testimonies.desk.stand_in import NAMES
from testimonies.vocabulary import DecisionVerb

VALID = timedelta(hours=72)


def token_hash(token: str) -> str:
    """What is kept of a link."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(*, actor: User, name: str, display_name: str = "", roles: Iterable[Group]) -> tuple[Invitation, str]:
    """An invitation for a new member of staff, and the token of its link, which nothing keeps.

    Raises `NotPermitted`, or `Unmet` where the name cannot be used.
    """
    _permit(actor)
    # As the page of signing in reads it: a name in other letters of the same look could never sign in, or be a twin.
    name = User.normalize_username(name)
    try:
        User._meta.get_field("username").clean(name, None)
    except ValidationError:
        raise Unmet([Issue("name", _("Use letters, digits and @ . + - _ only."))]) from None
    taken = name.lower() in NAMES or User.objects.filter(username__iexact=name).exists()
    if taken or Invitation.objects.open().filter(name__iexact=name):
        raise Unmet([Issue("name", _("This name is taken. Invite whoever comes back from their own account."))])
    invitation, token = _made(actor, name=name, display_name=display_name)
    invitation.roles.set(roles)
    _note(actor, invitation)
    return invitation, token


@transaction.atomic
def invite_again(*, actor: User, account: User, roles: Iterable[Group]) -> tuple[Invitation, str]:
    """An invitation for an account that exists: it will get a new password and a new second factor, and may be open
    again after it was closed. The same person keeps the same account, or the rule of four eyes would see two people.

    Raises `NotPermitted`.
    """
    _permit(actor)
    if account.pk == actor.pk or not may_touch(actor, account):
        raise NotPermitted(_("Somebody else must do this."))
    return renew(DecisionVerb.INVITE, actor=actor, account=account, roles=roles)


def renew(verb: DecisionVerb, *, actor: User, account: User, roles: Iterable[Group]) -> tuple[Invitation, str]:
    """An invitation for `account` in place of any other, and `verb` in the log. Asks nobody's leave."""
    Invitation.objects.open().filter(account=account).update(revoked_at=timezone.now())
    invitation, token = _made(actor, name=account.get_username(), account=account)
    invitation.roles.set(roles)
    _note(actor, invitation, verb)
    return invitation, token


def _permit(actor: User) -> None:
    if not (actor.is_active and actor.has_perm(PERMISSION[DecisionVerb.INVITE])):
        raise NotPermitted(_("Your role does not allow this."))


def _made(actor: User, **fields: object) -> tuple[Invitation, str]:
    token = secrets.token_urlsafe(32)
    made = Invitation(made_by=actor, token_hash=token_hash(token), expires_at=timezone.now() + VALID, **fields)
    made.save()
    return made, token


def _note(actor: User, invitation: Invitation, verb: DecisionVerb = DecisionVerb.INVITE) -> None:
    facts: dict[str, object] = {
        "invitation": invitation.pk,
        "roles": sorted(invitation.roles.values_list("pk", flat=True)),
    }
    if invitation.account_id:
        facts["account"] = invitation.account_id
    append(Decision(verb=verb, actor=actor, fingerprint=invitation.fingerprint, facts=facts))


@transaction.atomic
def take_back(*, actor: User, invitation: Invitation) -> None:
    """Its link works no more. Raises `NotPermitted`."""
    _permit(actor)
    Invitation.objects.open().filter(pk=invitation.pk).update(revoked_at=timezone.now())
