"""What the shape of a record cannot tell: is it known here, does it agree with itself."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from testimonies.desk.models import Testimony, VocabularyTerm
from testimonies.desk.models.texts import split_paragraphs
from testimonies.desk.seal import has_seal_key
from testimonies.exchange.jsonl import Line, Problem
from testimonies.vocabulary import TermKind

CONSENT_DAYS = ("embargo_until", "expires_on", "review_on")


class Checker:
    """Checks the records of one file, remembering the codes it has seen."""

    def __init__(self) -> None:
        self.known = set(VocabularyTerm.objects.values_list("kind", "slug"))
        self.codes = set(Testimony.objects.values_list("code", flat=True))
        self.can_seal = has_seal_key()

    def __call__(self, line: Line) -> list[Problem]:
        """Every problem of `line`, whose record has the right shape."""
        found = [
            *self._code(line.record),
            *self._terms(line.record),
            *_texts(line.record),
            *_tags(line.record),
            *_dates(line.record),
            *self._confidential(line.record),
        ]
        return [Problem(line.number, key, message) for key, message in found]

    def _code(self, record: dict[str, Any]) -> Iterator[tuple[str, str]]:
        code = record.get("code")
        if code in self.codes:
            yield "code", f"{code} is in the archive already, or twice in this file."
        elif code:
            self.codes.add(code)

    def _terms(self, record: dict[str, Any]) -> Iterator[tuple[str, str]]:
        for kind in (TermKind.SECTOR, TermKind.PLACE, TermKind.RECRUITMENT):
            slug = record.get(kind.value)
            if slug and (kind, slug) not in self.known:
                yield kind.value, "unknown term."
        for number, tag in enumerate(record.get("tags", [])):
            if (TermKind.ABUSE, tag["term"]) not in self.known:
                yield f"tags[{number}].term", "unknown term."

    def _confidential(self, record: dict[str, Any]) -> Iterator[tuple[str, str]]:
        if record.get("confidential") and not self.can_seal:
            yield "confidential", "there is no key to seal it with; run make_seal_key first."


def _texts(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    texts = record["texts"]
    if len({text["language"] for text in texts}) < len(texts):
        yield "texts", "two texts in one language."
    # A single text need not say that it is the original.
    if len(texts) > 1 and sum(text.get("original", False) for text in texts) != 1:
        yield "texts", "exactly one must be the original."
    for number, text in enumerate(texts):
        if not split_paragraphs(text["body"]):
            yield f"texts[{number}].body", "is empty."


def _tags(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    tags = record.get("tags", [])
    if len({tag["term"] for tag in tags}) < len(tags):
        yield "tags", "one term twice."
    original = next((text for text in record["texts"] if text.get("original")), record["texts"][0])
    count = len(split_paragraphs(original["body"]))
    for number, tag in enumerate(tags):
        if any(paragraph > count for paragraph in tag.get("paragraphs", [])):
            yield f"tags[{number}].paragraphs", f"the original has {count} paragraphs."


def _dates(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    period = record.get("period")
    if period and period[0] > period[1]:
        yield "period", "the earlier year comes first."
    consent = record["consent"]
    days = {"public_from": record.get("public_from")}
    days |= {f"consent.{name}": consent.get(name) for name in ("given_on", *CONSENT_DAYS)}
    for key, day in days.items():
        try:
            if day and datetime.date.fromisoformat(day) > timezone.localdate() and key == "consent.given_on":
                yield key, "lies in the future."
        except ValueError:
            yield key, "is not a day of the calendar."
