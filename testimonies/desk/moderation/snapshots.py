"""The working record as the world would see it: named fields, copied one by one."""

from __future__ import annotations

import datetime
from collections.abc import Sequence, Set

from django.utils.translation import gettext as _

from testimonies.desk.models import Publication, Tag, Testimony, Text, VocabularyTerm
from testimonies.desk.moderation.photo_snapshots import photo_snapshots
from testimonies.desk.moderation.refusals import Issue, Unmet
from testimonies.desk.moderation.rights import permitted, uses_answered
from testimonies.edition.publish import Snapshot, TagSnapshot, TextSnapshot, number_paragraphs
from testimonies.vocabulary import Answer, Scope, TermKind


class NoConsent(Unmet):
    """No consent in force lets the world read anything of the account.

    A refusal, as it may end at midnight between a verb's requirements and what it stores.
    """

    def __init__(self) -> None:
        super().__init__([Issue("consent", _("The consent has ended, or was to be asked for again by now."))])


def snapshot_of(testimony: Testimony, *, on: datetime.date) -> Snapshot:
    """The snapshot that publishing on the day `on` would write: what the scopes in force on that day leave.

    Raises `NoConsent` where they leave nothing.
    """
    consent = testimony.contributor.consent_on(on)
    rights = permitted(consent) if consent else frozenset()
    if consent is None or not rights & {Scope.PUBLIC_TEXT, Scope.PUBLIC_SUMMARY}:
        raise NoConsent
    not_before = max((day for day in (testimony.public_from, consent.embargo_until) if day), default=None)
    published_on = max(on, not_before or on).isoformat()
    ledger = list(testimony.publications.order_by("-version"))
    last = ledger[0] if ledger else None
    texts = [
        _text(text, ledger, rights) for text in testimony.texts.all() if text.original or Scope.TRANSLATION in rights
    ]
    original = next(text for text in texts if text.original)
    return Snapshot(
        code=testimony.code,
        version=last.version + 1 if last else 1,
        pseudonym=testimony.contributor.pseudonym,
        texts=tuple(texts),
        summary_only=Scope.PUBLIC_TEXT not in rights,
        quotable=Scope.QUOTE in rights,
        machine_learning=Scope.MACHINE_LEARNING in rights,
        refused_uses=uses_answered(consent, Answer.NO),
        asked_uses=uses_answered(consent, Answer.ASK),
        public_from=not_before.isoformat() if not_before else "",
        tags=tuple(_tag(tag, original, rights) for tag in testimony.tags.all()),
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
        published_on=published_on,
        first_published_on=last.first_published_on if last else published_on,
        photos=tuple(photo_snapshots(testimony, [text.language for text in texts])) if Scope.PHOTOS in rights else (),
    )


def public_place(slug: str) -> str:
    """The macro-region above a place: a city is for curators only, because a city and a year can name a person."""
    terms = {term.slug: term for term in VocabularyTerm.objects.of(TermKind.PLACE)}
    while slug and not terms[slug].public:
        slug = terms[slug].parent
    return slug


def _text(text: Text, ledger: Sequence[Publication], rights: Set[Scope]) -> TextSnapshot:
    # A translation, or the whole text, may have been away for a version: its ids are taken all the same.
    known = (publication.text(text.language) for publication in ledger)
    before = next((held for held in known if held and held["paragraphs"]), None)
    paragraphs: list[tuple[str, str]] = []
    last_id = before["last_id"] if before else 0
    if Scope.PUBLIC_TEXT in rights:
        held = [(identifier, words) for identifier, words in before["paragraphs"]] if before else []
        paragraphs, last_id = number_paragraphs(text.paragraphs, held, last_id)
    return TextSnapshot(
        language=text.language,
        original=text.original,
        title=text.title,
        summary=text.summary if Scope.PUBLIC_SUMMARY in rights else "",
        paragraphs=tuple(paragraphs),
        last_id=last_id,
    )


def _tag(tag: Tag, original: TextSnapshot, rights: Set[Scope]) -> TagSnapshot:
    numbers = sorted(tag.paragraphs) if Scope.PUBLIC_TEXT in rights else []
    ids = tuple(original.paragraphs[number - 1][0] for number in numbers)
    return TagSnapshot(term=tag.term, strength=tag.strength, paragraphs=ids)
