"""What an account may do, in the words of a decision."""

from django.contrib.auth.models import User


def held(account: User) -> dict[str, object]:
    """The account and all that opens something for it, as the database has it now: numbers and nothing else."""
    stored = User.objects.get(pk=account.pk)
    return {
        "account": stored.pk,
        "active": stored.is_active,
        "roles": sorted(stored.groups.values_list("pk", flat=True)),
        "superuser": stored.is_superuser,
        "permissions": sorted(stored.user_permissions.values_list("pk", flat=True)),
    }
