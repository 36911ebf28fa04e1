"""`verify_edition`: do the desk, the edition and the index agree?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import F

from testimonies.desk.models import Owed, Publication, Testimony
from testimonies.edition.publish import disagreements
from testimonies.vocabulary import Status


class Command(BaseCommand):
    help = "Compare the desk, the edition and the index. Lists every disagreement and then exits with status 1."

    def handle(self, *args: Any, **options: Any) -> None:
        current = Publication.objects.filter(version=F("testimony__public_version"))
        public = dict(current.values_list("testimony__code", "fingerprint"))
        gone = Testimony.objects.filter(status=Status.WITHDRAWN, publications__isnull=False)
        found = [
            *(f"{code}: owed to the edition." for code in _owed_codes()),
            *disagreements(public, set(gone.values_list("code", flat=True))),
        ]
        for sentence in found:
            self.stdout.write(sentence)
        if found:
            raise CommandError(f"{len(found)} disagreements. `sync_edition` pays what is owed and mends the index.")
        self.stdout.write(f"The desk, the edition and the index agree on {len(public)} public accounts.")


def _owed_codes() -> list[str]:
    return list(Owed.objects.unpaid().values_list("testimony__code", flat=True))
