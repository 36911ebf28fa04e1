"""`createsuperuser`: Django's own, which makes the first account of a house; and the log says so."""

from typing import Any

from django.contrib.auth.management.commands import createsuperuser
from django.contrib.auth.models import User

from testimonies.desk.signin.note_staff import note_staff


class Command(createsuperuser.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        known = set(User.objects.values_list("pk", flat=True))
        super().handle(*args, **options)
        # Killed before this line, `verify_decisions` names the account, and `note_staff` mends it.
        if made := list(User.objects.exclude(pk__in=known)):
            note_staff(made)
