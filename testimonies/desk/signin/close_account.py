"""Close the account of somebody who leaves, in one act."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from testimonies.desk.chain.append import append
from testimonies.desk.models import AuthenticatorApp, Decision, Invitation, Passkey, RecoveryCodes
from testimonies.desk.moderation.refusals import Issue, NotPermitted, Unmet
from testimonies.desk.moderation.transitions import PERMISSION
from testimonies.desk.signin.links import end_links
from testimonies.desk.signin.rank import is_last_administrator, locked, may_touch
from testimonies.desk.signin.sessions import end_sessions
from testimonies.vocabulary import DecisionVerb


@transaction.atomic
def close_account(*, actor: User, account: User) -> Decision:
    """No sign-in, no session, no second factor, no role, no open invitation. What the person decided keeps their name.

    Raises `NotPermitted`, or `Unmet` where nobody would be left to invite others.
    """
    if not (actor.is_active and actor.has_perm(PERMISSION[DecisionVerb.CLOSE]) and may_touch(actor, account)):
        raise NotPermitted(_("Your role does not allow this."))
    account = locked(account)
    if is_last_administrator(account):
        raise Unmet([Issue("last", _("This is the last administrator. Make somebody else one first."))])
    account.is_active = account.is_superuser = False
    account.set_unusable_password()
    account.save()
    account.groups.clear()
    account.user_permissions.clear()
    forget_factors(account)
    end_sessions(account)
    Invitation.objects.open().filter(account=account).update(revoked_at=timezone.now())
    end_links(account)
    return append(Decision(verb=DecisionVerb.CLOSE, actor=actor, facts={"account": account.pk}))


def forget_factors(account: User) -> None:
    """The app, the passkeys and the recovery codes."""
    for model in (AuthenticatorApp, Passkey, RecoveryCodes):
        model._default_manager.filter(user=account).delete()
