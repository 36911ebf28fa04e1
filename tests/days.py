"""Days that pass."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.utils import timezone


def day(after: int = 0) -> datetime.date:
    """The day so many days after today, as the archive counts days."""
    return timezone.localdate() + datetime.timedelta(days=after)


@contextmanager
def later(days: int = 0, *, minutes: float = 0) -> Iterator[None]:
    """The same, so many days on: Django's clock is what every date of the archive is compared with."""
    now = timezone.now() + datetime.timedelta(days=days, minutes=minutes)
    with patch("django.utils.timezone.now", lambda: now):
        yield
