"""Load the vocabulary's tables into the desk."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction

from testimonies.desk.models import VocabularyTerm
from testimonies.vocabulary import TermKind

_FILES = {
    TermKind.ABUSE: "abuse_types.csv",
    TermKind.SECTOR: "sectors.csv",
    TermKind.PLACE: "places.csv",
    TermKind.RECRUITMENT: "recruitment.csv",
}


@transaction.atomic
def load_vocabulary(folder: Path) -> list[VocabularyTerm]:
    """Store every term of the CSV files in `folder`; a term that is there is brought up to date, none is removed.

    `moderation.stand_by_words` confirms what is returned.
    """
    loaded = []
    for kind, name in _FILES.items():
        with (folder / name).open(newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        by_number = dict(_numbered(rows))
        for position, row in enumerate(rows):
            numbers = (row.get("ilo_indicators") or "").split()
            term, _created = VocabularyTerm.objects.update_or_create(
                kind=kind,
                slug=row["slug"],
                defaults={
                    "parent": row.get("parent", ""),
                    "public": row.get("level", "public") == "public",
                    "indicators": [by_number[number] for number in numbers],
                    "label_en": row["label_en"],
                    "label_ko": row["label_ko"],
                    "label_ru": row["label_ru"],
                    "position": position,
                },
            )
            loaded.append(term)
    return loaded


def _numbered(rows: list[dict[str, str]]) -> Iterator[tuple[str, str]]:
    """The ILO's number of each indicator and its slug: the abuse types that stand under no other."""
    for row in rows:
        if not row.get("parent") and row.get("ilo_indicators"):
            yield row["ilo_indicators"], row["slug"]
