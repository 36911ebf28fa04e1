"""Accounts that stand for nobody, where a decision was taken by no member of staff."""

from django.contrib.auth.models import User


def stand_in(name: str) -> User:
    """The account `name`: closed, without a password, and nobody can sign in as it."""
    user, created = User.objects.get_or_create(username=name, defaults={"is_active": False})
    if created:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user
