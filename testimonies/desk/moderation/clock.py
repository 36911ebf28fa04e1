"""When the dates of consents and reviews were last compared with the day: by a job that may not run."""

from __future__ import annotations

import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

# After so long without it somebody must look at the machine: what has ended may still be public.
LATE = datetime.timedelta(days=1)


def _file() -> Path:
    """A file, which no backup holds: a restored desk must not say that its clock runs."""
    return Path(settings.DATA_DIR) / "desk" / "compared-at"


def note_that_it_ran() -> None:
    """Called by `sync_edition` each time."""
    beside = _file().with_name("compared-at.new")
    beside.write_text(timezone.now().isoformat(), "ascii")
    beside.replace(_file())


def last_run() -> datetime.datetime | None:
    """None where it never ran here."""
    try:
        return datetime.datetime.fromisoformat(_file().read_text("ascii").strip())
    except (OSError, ValueError):
        return None


def is_late() -> bool:
    ran = last_run()
    return ran is None or timezone.now() - ran > LATE
