"""Build the search index anew. Haystack's own command, with its options, over the archive's one indexer."""

from typing import Any

from haystack.management.commands.rebuild_index import Command as HaystackCommand

from testimonies.edition.search import sync
from testimonies.edition.search.bar import bar


class Command(HaystackCommand):  # type: ignore[misc]
    help = "Builds the search index anew beside the old one, which serves until the new one is complete."

    def handle(self, **options: Any) -> None:
        """Nothing is cleared first, so there is nothing to ask: readers never meet an empty index."""
        with bar(quiet=options["verbosity"] < 1) as tell:
            count = sync.rebuild(tell, processes=options["workers"])
        if options["verbosity"]:
            self.stdout.write(f"The index was built anew and holds {count} testimonies.")
