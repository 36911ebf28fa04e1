"""`verify_edition`: do the desk, the edition and the index agree?"""

from collections import defaultdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import F

from testimonies.desk.models import Owed, Publication, Testimony
from testimonies.desk.moderation.ever_read import ever_read, where_it_matters
from testimonies.edition.publish import disagreements


class Command(BaseCommand):
    help = "Compare the desk, the edition and the index. Lists every disagreement and then exits with status 1."

    def handle(self, *args: Any, **options: Any) -> None:
        public = _readable()
        gone = Testimony.objects.filter(public_version=None, publications__isnull=False)
        found = [
            *(f"{code}: owed to the edition." for code in _owed_codes()),
            *disagreements(public, set(gone.values_list("code", flat=True)), ever_read(where_it_matters())),
        ]
        for sentence in found:
            self.stdout.write(sentence)
        if found:
            raise CommandError(
                f"{len(found)} disagreements. `sync_edition` pays what is owed, `update_index` mends the index, and "
                "`sync_edition --rebuild` writes the edition anew from the desk."
            )
        self.stdout.write(f"The desk, the edition and the index agree on {len(public)} public accounts.")


def _readable() -> dict[str, dict[int, str]]:
    """The versions the world may read, by code; those erased for safety have no content any more."""
    ledger = Publication.objects.filter(version__lte=F("testimony__public_version"), lapsed=False).exclude(content={})
    readable: dict[str, dict[int, str]] = defaultdict(dict)
    for code, version, fingerprint in ledger.values_list("testimony__code", "version", "fingerprint"):
        readable[code][version] = fingerprint
    return readable


def _owed_codes() -> list[str]:
    return list(Owed.objects.unpaid().values_list("testimony__code", flat=True))
