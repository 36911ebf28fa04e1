"""`rotate_keys`: close every encrypted field with a new key."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from testimonies.desk.moderation.scrub import scrub
from testimonies.desk.photos import files
from testimonies.desk.safe.keyring import Keyring, add_key, forget_older_keys, keyring
from testimonies.desk.safe.rotate import close_anew, under_older_keys

# A process may have read the ring before the new key was on it, and store what the old one closed a little later.
_GRACE = timedelta(hours=1)


def _older(ring: Keyring) -> bool:
    """Whether an older key closed anything that is still there."""
    return any(under_older_keys(ring)) or any(files.under_older_keys(ring))


class Command(BaseCommand):
    help = (
        "Make a new key for what is encrypted (notes, reasons, photographs) and close it all with it. May be "
        "interrupted at any moment; run it again and it goes on. The keys lie in desk/keys/fields.json of the "
        "archive's data. The older ones still open until --forget-old takes them away, an hour later at the earliest; "
        "backups made before need them."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--forget-old", action="store_true", help="take the older keys off the ring instead")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["forget_old"]:
            self._forget()
            return
        # Rows under an older key mean that the last rotation was interrupted: it is finished before another begins.
        ring = keyring() if _older(keyring()) else add_key()
        unreadable = close_anew(ring, progress=tqdm(unit=" fields", desc="Closing").update)
        scrub()
        for name, place in tqdm(list(files.under_older_keys(ring)), unit=" files", desc="Photographs"):
            unreadable += not files.close_anew(ring, name, place)
        if unreadable:
            raise CommandError(
                f"{unreadable} fields or files cannot be read and were left as they are; the older keys stay."
            )
        self.stdout.write("Everything is closed with the new key. The older ones are kept until --forget-old.")

    def _forget(self) -> None:
        ring = keyring()
        if timezone.now() - ring.current.made_at < _GRACE:
            raise CommandError("The newest key is not an hour old; somebody may still be storing under an older one.")
        if _older(ring):
            raise CommandError("Some fields or photographs are still closed with an older key; run rotate_keys first.")
        forget_older_keys()
        self.stdout.write("One key is left. What older keys closed in backups opens no more.")
