"""Accounts that stand for nobody, where a decision was taken by no member of staff."""

from django.contrib.auth.models import User

# Who was at the server nobody can prove, so the log names no member of staff for it.
SERVER = "the-server"
CLOCK = "the-clock"
# No member of staff may be called so.
NAMES = frozenset({SERVER, CLOCK})


def stand_in(name: str) -> User:
    """The account `name` of `NAMES`: closed, without a password, and nobody can sign in as it."""
    user, created = User.objects.get_or_create(username=name, defaults={"is_active": False})
    if created:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user


def is_the_server(user: User) -> bool:
    """Whether `user` stands for whoever was at the server, and is no member of staff of that name."""
    return user.get_username() == SERVER and not (user.is_staff or user.is_active)
