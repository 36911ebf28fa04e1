"""`reset_sign_in NAME`: a new beginning for an only administrator who lost every second proof."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from testimonies.desk.models import Invitation
from testimonies.desk.signin.reset_sign_in import reset_sign_in


class Command(BaseCommand):
    help = (
        "End every session of one member of staff, take away their password, authenticator app, passkeys and recovery "
        "codes, and print a link that works once, by which they begin anew with the same account. It is noted in the "
        "log of decisions. For an only administrator; everybody else is invited again at the desk, by an administrator."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", metavar="NAME", help="user name of the account")

    def handle(self, *args: Any, **options: Any) -> None:
        account = User.objects.filter(username=options["name"], is_staff=True).first()
        if account is None:
            raise CommandError(f"There is no staff account {options['name']}.")
        invitation, token = reset_sign_in(account)
        self.stdout.write(
            f"Nothing opens the desk for {account.get_username()} any more but this link, once, until "
            f"{invitation.expires_at:%Y-%m-%d %H:%M} UTC. Put the desk's address before it."
        )
        self.stdout.write(reverse("admin:accept", args=[token]))
        self.stdout.write(f"It gives: {_powers(account, invitation)}.")


def _powers(account: User, invitation: Invitation) -> str:
    roles = list(invitation.roles.order_by("name").values_list("name", flat=True))
    return ", ".join([*roles, *(["every right (superuser)"] if account.is_superuser else [])]) or "no role"
