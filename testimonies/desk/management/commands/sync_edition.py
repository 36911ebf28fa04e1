"""`sync_edition`: pay what the desk owes the edition, and bring the index up to date."""

import logging
import signal
import threading
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from testimonies.desk.backups.working import sweep_left_behind
from testimonies.desk.management.steps import Steps, compare_dates, serve_receipts
from testimonies.desk.models import Testimony
from testimonies.desk.moderation.due import count_leaving
from testimonies.desk.moderation.feed import write_feed
from testimonies.desk.moderation.gone import catch_up
from testimonies.desk.moderation.open_words import put_open_words
from testimonies.desk.moderation.rebuild import rebuild_edition
from testimonies.desk.moderation.scrub import scrub
from testimonies.desk.moderation.settle import not_vouched_for, settle
from testimonies.desk.photos.files import sweep as sweep_desk
from testimonies.desk.photos.prepare import photos_wait, prepare_photos
from testimonies.desk.signin.attempts import forget_yesterday
from testimonies.edition.publish import bring_up_to_date, merge_index
from testimonies.edition.publish import sweep as sweep_edition

CLOCK_SECONDS = 60
logger = logging.getLogger(__name__)


def sweep_files() -> int:
    """What a crash left without a row, at the desk and in the edition."""
    return sweep_desk() + sweep_edition()


class Command(BaseCommand):
    help = "Pay what the desk owes the edition, prepare photographs, and bring the search index up to date."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--watch", action="store_true", help="go on until stopped: this is the indexer process")
        parser.add_argument("--rebuild", action="store_true", help="write the edition anew from the desk first")
        parser.add_argument("--every", type=float, default=0.2, metavar="SECONDS", help="how often to look (0.2)")

    def handle(self, *args: Any, **options: Any) -> None:
        tried = Steps()
        for number, sentence in self._once(tried, **options):
            if number:
                self.stdout.write(sentence.format(number))
        if options["watch"]:
            for failure in tried.failed:
                self.stderr.write(failure)
            self._watch(options["every"])
        elif tried.failed:
            raise CommandError("\n".join(tried.failed))

    def _once(self, tried: Steps, **options: Any) -> Iterator[tuple[int, str]]:
        """Withdrawals first, and each step by itself: what stops one of them must not stop those after it."""
        asked = tried(partial(serve_receipts, anew=True), otherwise=0)
        yield asked, "{} accounts were withdrawn by their contributors."
        yield tried(compare_dates, otherwise=0), "{} accounts went out: their consent or their review date has passed."
        leaving = tried(partial(count_leaving, Testimony.objects.all()), otherwise=0)
        yield leaving, "{} accounts leave within 30 days, unless somebody reviews or asks."
        tried(put_open_words)
        refused = set(tried(rebuild_edition, otherwise=[])) if options["rebuild"] else set()
        for step in (catch_up, scrub, sweep_left_behind, forget_yesterday):
            tried(step)
        if left := tried(settle, otherwise=0):
            tried.failed.append(f"{left} debts to the edition could not be paid; they will be tried again.")
        self._name_refused(tried, refused | set(tried(not_vouched_for, otherwise=[])))
        self.stdout.write(f"{tried(bring_up_to_date, otherwise=0)} accounts were brought up to date in the index.")
        tried(write_feed)
        yield tried(sweep_files, otherwise=0), "{} files of photographs that nothing needs any more were deleted."
        # While watching it is done beside the loop.
        yield 0 if options["watch"] else tried(prepare_photos, otherwise=0), "{} photographs were prepared."

    def _name_refused(self, tried: Steps, refused: set[str]) -> None:
        for code in sorted(refused):
            self.stdout.write(f"{code}: what would be published is not what was decided. It was not put in.")
        if refused:
            sentence = "{} accounts were refused. `verify_decisions` says what was changed."
            tried.failed.append(sentence.format(len(refused)))

    def _watch(self, seconds: float) -> None:
        stopped = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopped.set())
        looked_at = time.monotonic()
        merging, preparing = threading.Thread(), threading.Thread()
        while not stopped.wait(seconds):
            try:
                tried = Steps()
                minute = time.monotonic() - looked_at >= CLOCK_SECONDS
                tried(partial(serve_receipts, anew=minute))
                if minute:
                    looked_at = time.monotonic()
                    for step in (compare_dates, write_feed, forget_yesterday, sweep_files):
                        tried(step)
                tried(settle)
                if not preparing.is_alive() and photos_wait():
                    # Beside the loop: a withdrawal must not wait until photographs are prepared.
                    preparing = threading.Thread(target=self._prepare, daemon=True)
                    preparing.start()
                if bring_up_to_date() and not merging.is_alive():
                    # Beside the loop: what is published next must not wait until old segments are merged.
                    merging = threading.Thread(target=self._merge, daemon=True)
                    merging.start()
            except Exception as error:  # noqa: BLE001 (the indexer outlives a full disk or a locked store)
                logger.error("The edition could not be brought up to date: %s", type(error).__name__)

    def _prepare(self) -> None:
        try:
            prepare_photos()
        except Exception as error:  # noqa: BLE001 (the next round tries again)
            logger.error("Photographs could not be prepared: %s", type(error).__name__)
        finally:
            connections.close_all()

    def _merge(self) -> None:
        try:
            merge_index()
        except Exception as error:  # noqa: BLE001 (what was not merged is merged after the next change)
            logger.error("The index could not be merged: %s", type(error).__name__)
