"""How long the disclosure-risk gate takes at a size: `python benchmarks/risk.py [ACCOUNTS]` (default 100,000).

In a store of its own, through the models and the gate that `approve` uses: what is measured is reading the population
from the database, grouping it, and judging one account; then judging all of them for the report of fallen accounts.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SECTORS = ("construction", "logging", "garment", "fishery", "agriculture", "")
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
    from testimonies.desk.moderation.risk import Gate, fallen, stands_out
    from testimonies.desk.moderation.snapshots import snapshot_of

    call_command("migrate", verbosity=0)
    load_vocabulary(ROOT / "fixtures" / "vocabulary")
    fill(accounts)
    one = Testimony.objects.filter(told=None).order_by("pk").first()
    if one is None:
        raise SystemExit("There is nobody to judge.")
    snapshot = snapshot_of(one, on=one.created_at.date())
    for _ in range(3):
        began = time.perf_counter()
        gate = Gate()
        found = stands_out(snapshot, one, gate)
        took = (time.perf_counter() - began) * 1000
        print(f"one account against {accounts:,}: {took:.0f} ms, {'held back' if found else 'open'}")
    began = time.perf_counter()
    gate = Gate()
    counts = gate.counts
    took = (time.perf_counter() - began) * 1000
    print(f"all {accounts:,} judged: {took:.0f} ms ({len(counts):,} rows counted)")
    began = time.perf_counter()
    fewer = fallen()
    took = (time.perf_counter() - began) * 1000
    print(f"the report over {Told.objects.count():,} public accounts: {took:.0f} ms, {len(fewer):,} named")


def fill(accounts: int) -> None:
    """Half of the accounts public, half at the desk, drawn unevenly as real ones are."""
    from django.contrib.auth.models import User
    from django.utils import timezone

    from testimonies.desk.models import Consent, ConsentAnswer, Contributor, Testimony, Text, Told

    chance = random.Random(1)
    author = User.objects.create_user("author")
    people = Contributor.objects.bulk_create(Contributor(pseudonym="Min") for _ in range(accounts))
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
            Testimony(code=f"NKR-{number:08d}", contributor=person, author=author, **fact)
            for number, (person, fact) in enumerate(zip(people, facts, strict=True))
        ),
        batch_size=1000,
    )
    Text.objects.bulk_create(
        (Text(testimony=row, language="ko", original=True, title="-", body="-") for row in rows), batch_size=1000
    )
    public = list(zip(rows, facts, strict=True))[: accounts // 2]
    Told.objects.bulk_create(
        (Told(testimony=row, k=10, source="interview", language="ko", **fact) for row, fact in public), batch_size=1000
    )
    consent = Consent.objects.create(contributor=people[accounts // 2], basis="direct", given_on=timezone.localdate())
    ConsentAnswer.objects.create(consent=consent, scope="public_text", answer="yes")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
