"""Change somebody's roles."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission, User
from django.db import transaction
from django.utils.translation import gettext as _

from testimonies.desk.chain.append import append
from testimonies.desk.models import Decision
from testimonies.desk.moderation.refusals import Issue, NotPermitted, Unmet
from testimonies.desk.moderation.transitions import PERMISSION
from testimonies.desk.signin.held import held
from testimonies.desk.signin.links import end_links
from testimonies.desk.signin.rank import is_last_administrator, locked, may_touch
from testimonies.desk.signin.sessions import end_sessions
from testimonies.vocabulary import DecisionVerb


@transaction.atomic
def set_roles(
    *,
    actor: User,
    account: User,
    roles: Iterable[Group],
    superuser: bool | None = None,
    permissions: Iterable[Permission] | None = None,
) -> Decision:
    """Give `account` these roles and no other; its person is signed out, so that no open page keeps the old ones.

    `superuser` and `permissions` are more than a role: only a superuser gives or takes them, and None leaves them as
    they are. What they may do afterwards stands in the decision whole. Raises `NotPermitted`, or `Unmet` where nobody
    would be left to invite others.
    """
    # As it is stored: what the page holds may say already what is only asked for.
    account = locked(account)
    if not (actor.is_active and actor.has_perm(PERMISSION[DecisionVerb.SET_ROLES]) and may_touch(actor, account)):
        raise NotPermitted(_("Your role does not allow this."))
    if actor.pk == account.pk and not actor.is_superuser:
        # Whoever looks after accounts reads no testimony; a click must not change that.
        raise NotPermitted(_("Somebody else must do this."))
    if (superuser is not None or permissions is not None) and not actor.is_superuser:
        raise NotPermitted(_("Your role does not allow this."))
    was_last = is_last_administrator(account)
    _give(account, roles, superuser, permissions)
    # Anew, because permissions are remembered with the person.
    if was_last and not User.objects.get(pk=account.pk).has_perm(PERMISSION[DecisionVerb.INVITE]):
        raise Unmet([Issue("last", _("This is the last administrator. Make somebody else one first."))])
    # Otherwise their links would still make accounts, with any role.
    end_links(account)
    end_sessions(account)
    return append(Decision(verb=DecisionVerb.SET_ROLES, actor=actor, facts=held(account)))


def _give(
    account: User, roles: Iterable[Group], superuser: bool | None, permissions: Iterable[Permission] | None
) -> None:
    account.groups.set(roles)
    if superuser is not None:
        account.is_superuser = superuser
        account.save(update_fields=["is_superuser"])
    if permissions is not None:
        account.user_permissions.set(permissions)
