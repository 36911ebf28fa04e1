"""What a list shows of an account, read from the edition's rows: a few columns, in one question for a whole page.

In SQL, because making it up through the models took three times as long as asking it; what may be shown is said here
as `PublishedTestimony.objects.current` says it, and a test holds the two together.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connections
from django.utils import timezone

from testimonies.edition.search.engine import Page

_ASKED = """
SELECT a.code, a.fingerprint, a.pseudonym, a.sector, a.place, a.period_from, a.period_to, a.consent_basis, a.standing,
       a.warnings, a.synthetic, a.quotable, t.language, t.original, t.title, t.summary, t.paragraphs
  FROM edition_publishedtestimony a JOIN edition_publishedtext t ON t.testimony_id = a.id
 WHERE a.code IN ({codes}) AND a."current" AND (a.public_from IS NULL OR a.public_from <= %s)
 ORDER BY t.original DESC, t.language
"""
# How many of the columns are the account's; the others are a text's.
_OF_THE_ACCOUNT = 12


@dataclass(frozen=True, slots=True)
class Text:
    """An account in one language; `paragraphs` are pairs of an id like "p7" and words."""

    language: str
    original: bool
    title: str
    summary: str
    paragraphs: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Account:
    """The newest version of an account, as `PublishedTestimony` has it; `texts` stand with the original first."""

    code: str
    fingerprint: str
    pseudonym: str
    sector: str
    place: str
    period_from: int | None
    period_to: int | None
    consent_basis: str
    standing: str
    warnings: list[str]
    synthetic: bool
    quotable: bool
    texts: list[Text] = field(default_factory=list)

    @property
    def original(self) -> Text:
        return self.texts[0]

    def text_in(self, language: str) -> Text:
        """The text in `language`, or the original where there is none."""
        return next((text for text in self.texts if text.language == language), self.original)


def accounts(page: Page) -> list[Account]:
    """The accounts of a page of codes, in order; without those that are not the same now as in the index."""
    found: dict[tuple[str, str], Account] = {}
    for row in _rows(page.codes):
        code, fingerprint = row[:2]
        if (code, fingerprint) not in found:
            *plain, warnings, synthetic, quotable = row[:_OF_THE_ACCOUNT]
            values: list[Any] = [*plain, json.loads(warnings), bool(synthetic), bool(quotable)]
            found[code, fingerprint] = Account(*values)
        found[code, fingerprint].texts.append(_text(*row[_OF_THE_ACCOUNT:]))
    return [found[pair] for pair in zip(page.codes, page.hashes, strict=True) if pair in found]


def _rows(codes: Sequence[str]) -> list[tuple[Any, ...]]:
    if not codes:
        return []
    with connections["edition"].cursor() as cursor:
        asked = _ASKED.format(codes=", ".join(["%s"] * len(codes)))
        cursor.execute(asked, [*codes, timezone.localdate().isoformat()])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def _text(language: str, original: bool, title: str, summary: str, paragraphs: str) -> Text:
    return Text(language, bool(original), title, summary, json.loads(paragraphs))
