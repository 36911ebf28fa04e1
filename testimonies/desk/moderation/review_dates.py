"""When a public account is to be looked at again."""

from __future__ import annotations

import datetime

from testimonies.desk.models import Testimony

# What was harmless may become dangerous: people are deported, reports appear, families move.
INTERVAL = datetime.timedelta(days=365)
BEFOREHAND = datetime.timedelta(days=30)


def next_review(testimony: Testimony, *, on: datetime.date) -> datetime.date:
    """The last day on which the account, published or reviewed on the day `on`, stays public without a review.

    A year, and never longer than the consent in force itself runs.
    """
    consent = testimony.contributor.consent_on(on)
    ends = consent.ends_on if consent else on
    return min(on + INTERVAL, ends or on + INTERVAL)
