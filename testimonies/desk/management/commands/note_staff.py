"""`note_staff NAME ...`: say in the log what these accounts may do, where no decision says it yet."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from testimonies.desk.signin.note_staff import note_staff


class Command(BaseCommand):
    help = (
        "Say in the log of decisions, in the name of the server, what these accounts of staff may do: for accounts "
        "that were made here before createsuperuser said so itself, and that verify_decisions therefore names. Do it "
        "only for people whom you know to be of the house: whoever can write the database could have put them in."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("names", nargs="+", metavar="NAME", help="user name of an account")

    def handle(self, *args: Any, **options: Any) -> None:
        accounts = list(User.objects.filter(username__in=options["names"]).order_by("pk"))
        missing = set(options["names"]) - {account.get_username() for account in accounts}
        if missing:
            raise CommandError(f"There is no staff account {', '.join(sorted(missing))}.")
        decision = note_staff(accounts)
        for account in accounts:
            powers = [*account.groups.order_by("name").values_list("name", flat=True)]
            powers += ["every right (superuser)"] if account.is_superuser else []
            singles = account.user_permissions.count()
            powers += [f"{singles} single permissions"] if singles else []
            self.stdout.write(f"{account.get_username()}: {', '.join(powers) or 'no role'}.")
        self.stdout.write(f"Decision {decision.pk} says so.")
