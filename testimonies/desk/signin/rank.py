"""Who may change whose account."""

from django.contrib.auth.models import User
from django.db.models import Q

_ABLE = Q(is_superuser=True) | Q(groups__permissions__codename="add_invitation")


def locked(account: User) -> User:
    """The row as it is stored, held together with those of all who invite: of two administrators who take each other's
    role away at once one stays.
    """
    held = User.objects.select_for_update(of=("self",)).filter(_ABLE | Q(pk=account.pk)).order_by("pk")
    return next(row for row in held if row.pk == account.pk)


def may_touch(actor: User, account: User) -> bool:
    """An account that may do everything is changed by another such alone: otherwise whoever looks after accounts could
    make themselves one."""
    return actor.is_superuser or not account.is_superuser


def is_last_administrator(account: User) -> bool:
    """Whether nobody else could invite anybody once this account is gone."""
    others = User.objects.filter(_ABLE, is_active=True).exclude(pk=account.pk)
    return account.is_active and account.has_perm("desk.add_invitation") and not others.exists()
