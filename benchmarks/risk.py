"""How long the disclosure-risk gate takes at a size: `python benchmarks/risk.py [ACCOUNTS]` (default 100,000).

In a store of its own, through the models and the gate that `approve` uses: what is measured is reading the population
from the database, grouping it, and judging one account; then judging all of them; then the report of fallen accounts.
Nineteen of twenty accounts are public, the others approved; one person in ten gave two. Milliseconds of the clock, and
of the processor, which others on the machine slow down less.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[1]
SECTORS = ("construction", "logging", "garment", "fishery", "agriculture", "")
PUBLIC = {"status": "published", "public_version": 1, "review_on": "2100-01-01"}
AT_THE_DESK = {"status": "approved"}
PLACES = ("russian-far-east", "siberia", "european-russia", "vladivostok", "")


def main(accounts: int) -> None:
    with tempfile.TemporaryDirectory() as data:
        os.environ["ARCHIVE_DATA"] = data
        os.environ["DJANGO_SETTINGS_MODULE"] = "archive.settings"
        sys.path.insert(0, str(ROOT))
        import django

        django.setup()
        measure(accounts)


def measure(accounts: int) -> None:
    """Fill the store, then print milliseconds."""
    from django.core.management import call_command

    from testimonies.desk.intake.vocabulary import load_vocabulary
    from testimonies.desk.models import Testimony, Told
    from testimonies.desk.moderation.fallen import fallen
    from testimonies.desk.moderation.risk import Gate, stands_out
    from testimonies.desk.moderation.snapshots import snapshot_of

    call_command("migrate", verbosity=0)
    load_vocabulary(ROOT / "fixtures" / "vocabulary")
    fill(accounts)
    one = Testimony.objects.filter(told=None).order_by("pk").first()
    if one is None:
        raise SystemExit("There is nobody to judge.")
    snapshot = snapshot_of(one, on=one.created_at.date())
    for _ in range(3):
        found = timed(f"one account against {accounts:,}", lambda: stands_out(snapshot, one, Gate()))
    print("held back" if found else "open")
    counts = timed(f"all {accounts:,} judged", lambda: Gate().counts)
    print(f"{len(counts):,} contexts counted")
    fewer = timed(f"the report over {Told.objects.count():,} public accounts", fallen)
    print(f"{len(fewer):,} named")


def timed(what: str, act: Callable[[], T]) -> T:
    """What `act` returns; says how long it took."""
    began, worked = time.perf_counter(), time.process_time()
    found = act()
    took, work = ((now - then) * 1000 for now, then in ((time.perf_counter(), began), (time.process_time(), worked)))
    print(f"{what}: {took:.0f} ms, {work:.0f} of the processor")
    return found


def fill(accounts: int) -> None:
    """Drawn unevenly, as real accounts are; a hundredth were like more others on the day they were published."""
    from django.contrib.auth.models import User
    from django.utils import timezone

    from testimonies.desk.models import Consent, ConsentAnswer, Contributor, Testimony, Text, Told

    chance = random.Random(1)
    author = User.objects.create_user("author")
    people = Contributor.objects.bulk_create(Contributor(pseudonym="Min") for _ in range(accounts - accounts // 11))
    people += people[: accounts // 11]
    facts = []
    for _ in range(accounts):
        first = 1995 + int(30 * chance.random() ** 0.5)
        facts.append(
            {
                "sector": chance.choices(SECTORS, (40, 20, 15, 10, 5, 10))[0],
                "place": chance.choices(PLACES, (50, 20, 15, 5, 10))[0],
                "period_from": first,
                "period_to": first + chance.randrange(1, 5),
                "exit": chance.choice(("left", "returned", "unknown")),
            }
        )
    rows = Testimony.objects.bulk_create(
        (
            Testimony(
                code=f"NKR-{number:08d}",
                contributor=person,
                author=author,
                **fact,
                **(AT_THE_DESK if number % 20 == 0 else PUBLIC),
            )
            for number, (person, fact) in enumerate(zip(people, facts, strict=True))
        ),
        batch_size=1000,
    )
    Text.objects.bulk_create(
        (Text(testimony=row, language="ko", original=True, title="-", body="-") for row in rows), batch_size=1000
    )
    Told.objects.bulk_create(
        (
            Told(
                testimony=row,
                k=10 if number % 100 == 1 else 1,
                synthetic=False,
                source="interview",
                language="ko",
                **fact,
            )
            for number, (row, fact) in enumerate(zip(rows, facts, strict=True))
            if number % 20
        ),
        batch_size=1000,
    )
    consent = Consent.objects.create(contributor=people[0], basis="direct", given_on=timezone.localdate())
    ConsentAnswer.objects.create(consent=consent, scope="public_text", answer="yes")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
