"""Change somebody's roles."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import Group, User
from django.db import transaction
from django.utils.translation import gettext as _

from testimonies.desk.chain.append import append
from testimonies.desk.models import Decision
from testimonies.desk.moderation.refusals import Issue, NotPermitted, Unmet
from testimonies.desk.moderation.transitions import PERMISSION
from testimonies.desk.signin.rank import is_last_administrator, may_touch
from testimonies.desk.signin.sessions import end_sessions
from testimonies.vocabulary import DecisionVerb


@transaction.atomic
def set_roles(*, actor: User, account: User, roles: Iterable[Group]) -> Decision:
    """Give `account` these roles and no other; its person is signed out, so that no open page keeps the old ones.

    Raises `NotPermitted`, or `Unmet` where nobody would be left to invite others.
    """
    if not (actor.is_active and actor.has_perm(PERMISSION[DecisionVerb.SET_ROLES]) and may_touch(actor, account)):
        raise NotPermitted(_("Your role does not allow this."))
    if actor.pk == account.pk and not actor.is_superuser:
        # Whoever looks after accounts reads no testimony; a click must not change that.
        raise NotPermitted(_("Somebody else must do this."))
    was_last = is_last_administrator(account)
    account.groups.set(roles)
    # Anew, because permissions are remembered with the person.
    if was_last and not User.objects.get(pk=account.pk).has_perm("desk.add_invitation"):
        raise Unmet([Issue("last", _("This is the last administrator. Make somebody else one first."))])
    end_sessions(account)
    held = sorted(account.groups.values_list("pk", flat=True))
    return append(Decision(verb=DecisionVerb.SET_ROLES, actor=actor, facts={"account": account.pk, "roles": held}))
