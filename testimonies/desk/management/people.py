"""Who gives a command."""

from django.contrib.auth.models import User
from django.core.management.base import CommandError


def active_person(name: str) -> User:
    """The active staff account `name`. Raises `CommandError`."""
    try:
        return User.objects.get(username=name, is_active=True, is_staff=True)
    except User.DoesNotExist:
        raise CommandError(f"There is no active staff account {name}.") from None
