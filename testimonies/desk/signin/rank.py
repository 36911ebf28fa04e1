"""Who may change whose account."""

from django.contrib.auth.models import User
from django.db.models import Q


def may_touch(actor: User, account: User) -> bool:
    """An account that may do everything is changed by another such alone: otherwise whoever looks after accounts could
    make themselves one."""
    return actor.is_superuser or not account.is_superuser


def is_last_administrator(account: User) -> bool:
    """Whether nobody else could invite anybody once this account is gone."""
    able = Q(is_superuser=True) | Q(groups__permissions__codename="add_invitation")
    others = User.objects.filter(able, is_active=True).exclude(pk=account.pk)
    return account.is_active and account.has_perm("desk.add_invitation") and not others.exists()
