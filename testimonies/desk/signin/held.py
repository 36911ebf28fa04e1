"""What an account may do, in the words of a decision."""

from django.contrib.auth.models import User

from testimonies.desk.roles import ROLES


def held(account: User) -> dict[str, object]:
    """The account and all that opens something for it, as the database has it now: numbers and closed words.

    `active` says whether it opens the desk at all. The roles stand there by number and by name, so that two which
    changed names are noticed.
    """
    stored = User.objects.get(pk=account.pk)
    roles = dict(stored.groups.values_list("pk", "name"))
    return {
        "account": stored.pk,
        "active": stored.is_active and stored.is_staff,
        "roles": sorted(roles),
        "names": sorted(name for name in roles.values() if name in ROLES),
        "superuser": stored.is_superuser,
        "permissions": sorted(stored.user_permissions.values_list("pk", flat=True)),
    }
