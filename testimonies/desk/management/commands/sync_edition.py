"""`sync_edition`: pay what the desk owes the edition, and bring the index up to date."""

import logging
import signal
import threading
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from testimonies.desk.backups.working import sweep_left_behind
from testimonies.desk.moderation.carry_out import carry_out_requests
from testimonies.desk.moderation.feed import write_feed
from testimonies.desk.moderation.gone import catch_up
from testimonies.desk.moderation.issue_receipt import put_receipts
from testimonies.desk.moderation.lapse import lapse_what_is_due
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
        put_open_words()
        lapsed = lapse_what_is_due()
        refused = set(rebuild_edition()) if options["rebuild"] else set()
        catch_up()
        scrub()
        sweep_left_behind()
        asked = _serve_receipts(anew=True)
        left = settle()
        refused |= set(not_vouched_for())
        indexed = bring_up_to_date()
        write_feed()
        forget_yesterday()
        swept = sweep_files()
        # While watching it is done beside the loop.
        prepared = 0 if options["watch"] else prepare_photos()
        for count, sentence in (
            (asked, "{} accounts were withdrawn by their contributors."),
            (lapsed, "{} accounts went out: their consent or their review date has passed."),
            (swept, "{} files of photographs that nothing needs any more were deleted."),
            (prepared, "{} photographs were prepared."),
        ):
            if count:
                self.stdout.write(sentence.format(count))
        self.stdout.write(f"{indexed} accounts were brought up to date in the index.")
        for code in sorted(refused):
            self.stdout.write(f"{code}: what would be published is not what was decided. It was not put in.")
        if options["watch"]:
            self._watch(options["every"])
        elif refused:
            raise CommandError(f"{len(refused)} accounts were refused. `verify_decisions` says what was changed.")
        elif left:
            raise CommandError(f"{left} debts to the edition could not be paid; they will be tried again.")

    def _watch(self, seconds: float) -> None:
        stopped = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopped.set())
        looked_at = time.monotonic()
        merging, preparing = threading.Thread(), threading.Thread()
        while not stopped.wait(seconds):
            try:
                minute = time.monotonic() - looked_at >= CLOCK_SECONDS
                if minute:
                    looked_at = time.monotonic()
                    lapse_what_is_due()
                    write_feed()
                    forget_yesterday()
                    sweep_files()
                _serve_receipts(anew=minute)
                settle()
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


def _serve_receipts(*, anew: bool) -> int:
    """What came in by receipt; `anew` brings the two stores in line first. Where theirs is away, all else goes on."""
    try:
        if anew:
            put_receipts()
        return carry_out_requests()
    except Exception as error:  # noqa: BLE001 (a store of another system user must not hold up a withdrawal of ours)
        logger.error("What came in by receipt could not be looked at: %s", type(error).__name__)
        return 0
