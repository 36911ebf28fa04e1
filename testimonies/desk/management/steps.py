"""The steps of `sync_edition`: each is tried, whatever became of the one before."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from testimonies.desk.moderation.carry_out import carry_out_requests
from testimonies.desk.moderation.clock import note_that_it_ran
from testimonies.desk.moderation.issue_receipt import put_receipts
from testimonies.desk.moderation.lapse import NotLapsed, lapse_what_is_due

logger = logging.getLogger(__name__)
NAMED = 20


class Steps:
    """Call it with a step. `failed` has a sentence for each that failed: codes and kinds of errors, no other word."""

    def __init__(self) -> None:
        self.failed: list[str] = []

    def __call__(self, step: Callable[[], Any], *, otherwise: Any = None) -> Any:
        """What `step` returns, or `otherwise` where it raised."""
        try:
            return step()
        except NotLapsed as error:
            codes = ", ".join(error.codes[:NAMED])
            more = f" and {len(error.codes) - NAMED} more" if len(error.codes) > NAMED else ""
            self.failed.append(f"These accounts are due, could not be taken out, and are hidden: {codes}{more}.")
        except Exception as error:  # noqa: BLE001 (its message may quote the words that caused it)
            logger.error("A step of bringing the edition up to date failed: %s", type(error).__name__)
            self.failed.append(f"A step failed ({type(error).__name__}); run sync_edition again.")
        return otherwise


def compare_dates() -> int:
    """Take out what is due, and leave word for the queue that the dates were compared; how many accounts went out."""
    try:
        return lapse_what_is_due()
    finally:
        note_that_it_ran()


def serve_receipts(*, anew: bool) -> int:
    """What came in by receipt; `anew` brings the two stores in line first. Where theirs is away, all else goes on."""
    try:
        if anew:
            put_receipts()
        return carry_out_requests()
    except Exception as error:  # noqa: BLE001 (a store of another system user must not hold up a withdrawal of ours)
        logger.error("What came in by receipt could not be looked at: %s", type(error).__name__)
        return 0
