"""Synthetic accounts put through the door into stores of their own: `load(100_000)` after `stores(folder)`."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.corpus import PLACES, SECTORS, TERMS, records

if TYPE_CHECKING:
    from testimonies.edition.publish import Snapshot

BATCH = 500
SOURCE_KINDS = {"published-report": "report", "court-file": "court", "letter": "written", "broadcast": "press"}


def stores(folder: Path) -> None:
    """Make `folder` this process's data and prepare its tables. To be called before anything of the site is loaded."""
    os.environ["ARCHIVE_DATA"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "archive.settings"
    # One address asks thousands of times here.
    os.environ["ARCHIVE_LIMITS"] = "off"
    if not (folder / "edition").exists():
        for database in ("default", "edition", "receipts"):
            command = [sys.executable, "manage.py", "migrate", "--verbosity", "0", "--database", database]
            subprocess.run(command, check=True, env=os.environ)
    import django

    django.setup()


def load(count: int) -> float:
    """Put `count` accounts where there are fewer; seconds for that, without making them up."""
    from testimonies.edition import publish
    from testimonies.edition.models import PublishedTestimony

    present = PublishedTestimony.objects.current().count()
    if present >= count:
        return 0.0
    vocabulary()
    seconds = 0.0
    waiting = (snapshot(record) for record in islice(records(count), present, None))
    while batch := list(islice(waiting, BATCH)):
        start = time.perf_counter()
        publish.put_many(batch)
        seconds += time.perf_counter() - start
    return seconds


def vocabulary() -> None:
    """The archive's own vocabulary, put into the edition as the indexer does when it starts."""
    from testimonies.desk.intake.vocabulary import load_vocabulary
    from testimonies.desk.moderation.open_words import put_open_words

    load_vocabulary(Path("fixtures/vocabulary"))
    put_open_words()


@cache
def real(kind: str) -> list[str]:
    """The slugs of the vocabulary that stand for the made-up ones, in their order."""
    from testimonies.edition.models import Term

    terms = Term.objects.filter(kind=kind).order_by("position", "slug")
    return [term.slug for term in terms if kind != "abuse" or term.parent]


def _slug(kind: str, made_up: Sequence[str], slug: str) -> str:
    slugs = real(kind)
    return slugs[made_up.index(slug) % len(slugs)]


def snapshot(record: dict[str, Any], version: int = 1) -> Snapshot:
    """One record of the import format as the door takes it."""
    from testimonies.edition.publish import Snapshot, TagSnapshot

    start, end = record["period"]
    tags = dict.fromkeys(_slug("abuse", TERMS, tag["term"]) for tag in record["tags"])
    day = f"20{20 + sum(record['code'].encode()) % 6}-0{1 + sum(record['code'].encode()) % 9}-15"
    return Snapshot(
        code=record["code"],
        version=version,
        pseudonym=record["pseudonym"],
        texts=tuple(_text(text) for text in record["texts"]),
        tags=tuple(TagSnapshot(term=term, strength="stated", paragraphs=("p1",)) for term in tags),
        sector=_slug("sector", SECTORS, record["sector"]),
        place=_slug("place", PLACES, record["place"]),
        period_from=start,
        period_to=end,
        source_kind=SOURCE_KINDS.get(record["source"]["kind"], "interview"),
        synthetic=True,
        published_on=day,
        first_published_on=day,
    )


def _text(text: dict[str, Any]) -> Any:
    from testimonies.edition.publish import TextSnapshot

    paragraphs = text["body"].split("\n\n")
    return TextSnapshot(
        language=text["language"],
        original=text["original"],
        title=text["title"],
        summary=text["summary"],
        paragraphs=tuple((f"p{number}", words) for number, words in enumerate(paragraphs, start=1)),
        last_id=len(paragraphs),
    )
