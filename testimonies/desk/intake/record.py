"""One record of the import format, stored as rows of the desk."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from testimonies.desk.intake.check import CONSENT_DAYS
from testimonies.desk.models import (
    Consent,
    ConsentAnswer,
    ConsentCondition,
    Contributor,
    Tag,
    Testimony,
    Text,
)
from testimonies.desk.moderation.seal_words import put_under_seal


def store(record: dict[str, Any], *, author: User) -> Testimony:
    """The draft made from a checked `record`. Call inside a transaction."""
    contributor = Contributor.objects.create(pseudonym=record["pseudonym"], entered_by=author)
    _store_consent(contributor, record["consent"], entered_by=author)
    period, source = record.get("period", [None, None]), record.get("source", {})
    given = {"code": record["code"]} if "code" in record else {}
    testimony = Testimony.objects.create(
        **given,
        contributor=contributor,
        author=author,
        sector=record.get("sector", ""),
        place=record.get("place", ""),
        period_from=period[0],
        period_to=period[1],
        recruitment=record.get("recruitment", ""),
        exit=record.get("exit", "unknown"),
        source_kind=source.get("kind", "interview"),
        citation=source.get("citation", ""),
        source_url=source.get("url", ""),
        warnings=sorted(record.get("warnings", [])),
        synthetic=record.get("synthetic", False),
        public_from=_day(record, "public_from"),
    )
    _store_words(testimony, record)
    put_under_seal(testimony, record.get("confidential", {}))
    return testimony


def _store_consent(contributor: Contributor, record: dict[str, Any], *, entered_by: User) -> None:
    consent = Consent.objects.create(
        contributor=contributor,
        entered_by=entered_by,
        basis=record["basis"],
        given_on=_day(record, "given_on") or timezone.localdate(),
        form=record.get("form", ""),
        language=record.get("language", ""),
        interpreter=record.get("interpreter", False),
        explained=sorted(record.get("explained", [])),
        recontact=record.get("recontact"),
        **{name: _day(record, name) for name in CONSENT_DAYS},
    )
    ConsentAnswer.objects.bulk_create(
        ConsentAnswer(consent=consent, scope=scope, answer=answer) for scope, answer in record.get("scopes", {}).items()
    )
    ConsentCondition.objects.bulk_create(
        ConsentCondition(consent=consent, words=words) for words in record.get("conditions", [])
    )


def _day(record: dict[str, Any], name: str) -> datetime.date | None:
    return datetime.date.fromisoformat(record[name]) if record.get(name) else None


def _store_words(testimony: Testimony, record: dict[str, Any]) -> None:
    alone = len(record["texts"]) == 1
    Text.objects.bulk_create(
        Text(
            testimony=testimony,
            language=text["language"],
            original=alone or text.get("original", False),
            title=text["title"],
            summary=text.get("summary", ""),
            body=text["body"],
        )
        for text in record["texts"]
    )
    Tag.objects.bulk_create(
        Tag(
            testimony=testimony,
            term=tag["term"],
            paragraphs=sorted(set(tag.get("paragraphs", []))),
            strength=tag.get("strength", "stated"),
        )
        for tag in record.get("tags", [])
    )
