"""Bring the search index up to the edition. Haystack's own command, with its options, over the archive's indexer."""

from typing import Any

from haystack.management.commands.update_index import Command as HaystackCommand

from testimonies.edition.search import sync
from testimonies.edition.search.bar import bar


class Command(HaystackCommand):  # type: ignore[misc]
    help = "Applies what changed in the edition to the search index, and mends it where it differs from the edition."

    def handle(self, **options: Any) -> None:
        """Removal is always part of it, whether or not --remove is given."""
        with bar(quiet=options["verbosity"] < 1) as tell:
            count = sync.bring_up_to_date(tell) + sync.reconcile(tell)
        if options["verbosity"]:
            self.stdout.write(f"The index is up to date; {count} testimonies were written or removed.")
