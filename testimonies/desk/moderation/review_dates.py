"""When a public account is to be looked at again."""

from __future__ import annotations

import datetime

from testimonies.desk.models import Testimony

# What was harmless may become dangerous: people are deported, reports appear, families move.
INTERVAL = datetime.timedelta(days=365)


def next_review(testimony: Testimony, *, on: datetime.date) -> datetime.date:
    """The last day on which the account, published or reviewed on the day `on`, stays public without a review."""
    return on + INTERVAL
