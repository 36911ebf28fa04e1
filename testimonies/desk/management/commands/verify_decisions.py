"""`verify_decisions`: is the log of decisions what this archive wrote, and are the records what the log says?"""

from itertools import chain
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from testimonies.desk.chain.verify import findings
from testimonies.desk.models import Decision
from testimonies.desk.moderation.records import strays
from testimonies.desk.moderation.strange_words import strange_words


class Command(BaseCommand):
    help = (
        "Check the log of decisions: names every row that was removed, altered, moved or put in, also at the end, and "
        "every record that is not what the log says of it, and then exits with status 1. The key that signs the log "
        "(log.key) and the signed number of the last decision (head.json) lie in the folder desk/keys of the archive's "
        "data. They were made on the first start; keep a copy of the key with the custodian, and note the number and "
        "hash printed here elsewhere from time to time."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        count = 0
        for count, sentence in enumerate(chain(findings(), strays(), strange_words()), start=1):  # noqa: B007
            self.stdout.write(sentence)
        if count:
            raise CommandError(f"{count} things are wrong with the log of decisions, or with what it speaks of.")
        last = Decision.objects.last()
        where = f", the last one {last.pk} with the hash {last.hash}" if last else ""
        self.stdout.write(f"{Decision.objects.count()} decisions are as they were written{where}.")
