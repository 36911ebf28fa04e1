"""The working record as the world would see it: named fields, copied one by one."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from testimonies.desk.models import Consent, Publication, Tag, Testimony, Text, VocabularyTerm
from testimonies.edition.publish import Snapshot, TagSnapshot, TextSnapshot, number_paragraphs
from testimonies.vocabulary import Scope, TermKind


class NoConsent(Exception):
    """The contributor has no consent on record."""


def snapshot_of(testimony: Testimony, *, on: datetime.date) -> Snapshot:
    """The snapshot that publishing on the day `on` would write.

    Raises `NoConsent`: without a consent in force there is nothing the world may see.
    """
    consent = testimony.contributor.consent
    if consent is None:
        raise NoConsent
    ledger = list(testimony.publications.order_by("-version"))
    last = ledger[0] if ledger else None
    texts = [_text(text, ledger) for text in testimony.texts.all() if _may_show(text, consent)]
    original = next(text for text in texts if text.original)
    return Snapshot(
        code=testimony.code,
        version=last.version + 1 if last else 1,
        pseudonym=testimony.contributor.pseudonym,
        texts=tuple(texts),
        tags=tuple(_tag(tag, original) for tag in testimony.tags.all()),
        sector=testimony.sector,
        place=public_place(testimony.place),
        period_from=testimony.period_from,
        period_to=testimony.period_to,
        recruitment=testimony.recruitment,
        exit=testimony.exit,
        source_kind=testimony.source_kind,
        citation=testimony.citation,
        source_url=testimony.source_url,
        consent_basis=consent.basis,
        standing=testimony.standing,
        public_notes=tuple(testimony.public_notes),
        warnings=tuple(testimony.warnings),
        synthetic=testimony.synthetic,
        published_on=on.isoformat(),
        first_published_on=last.first_published_on if last else on.isoformat(),
    )


def public_place(slug: str) -> str:
    """The macro-region above a place: a city is for curators only, because a city and a year can name a person."""
    terms = {term.slug: term for term in VocabularyTerm.objects.of(TermKind.PLACE)}
    while slug and not terms[slug].public:
        slug = terms[slug].parent
    return slug


def _may_show(text: Text, consent: Consent) -> bool:
    return text.original or consent.allows(Scope.TRANSLATION)


def _text(text: Text, ledger: Sequence[Publication]) -> TextSnapshot:
    # A translation may have been away for a version: its ids are taken all the same.
    before = next((known for publication in ledger if (known := publication.text(text.language))), None)
    paragraphs, last_id = number_paragraphs(
        text.paragraphs,
        [(identifier, words) for identifier, words in before["paragraphs"]] if before else [],
        before["last_id"] if before else 0,
    )
    return TextSnapshot(
        language=text.language,
        original=text.original,
        title=text.title,
        summary=text.summary,
        paragraphs=tuple(paragraphs),
        last_id=last_id,
    )


def _tag(tag: Tag, original: TextSnapshot) -> TagSnapshot:
    ids = tuple(original.paragraphs[number - 1][0] for number in sorted(tag.paragraphs))
    return TagSnapshot(term=tag.term, strength=tag.strength, paragraphs=ids)
