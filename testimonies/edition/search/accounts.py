"""What a list shows of an account, read from the edition's rows: a few columns, in two questions for a whole page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from testimonies.edition.models import PublishedTestimony, PublishedText
from testimonies.edition.search.engine import Page

_COLUMNS = (
    "code",
    "fingerprint",
    "pseudonym",
    "sector",
    "place",
    "period_from",
    "period_to",
    "consent_basis",
    "standing",
    "warnings",
    "synthetic",
    "quotable",
)


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
    """The accounts of a page of codes, in order; without those that are not the same now as in the index.

    One that is withdrawn between the two questions has no texts any more, and is left out as well.
    """
    found: dict[str, Account] = {}
    keys: dict[int, Account] = {}
    rows = PublishedTestimony.objects.current().filter(code__in=page.codes)
    for key, *values in rows.values_list("pk", *_COLUMNS).order_by():
        keys[key] = found[values[0]] = Account(*values)
    _with_texts(keys)
    held = {(code, account.fingerprint): account for code, account in found.items() if account.texts}
    return [held[pair] for pair in zip(page.codes, page.hashes, strict=True) if pair in held]


def _with_texts(keys: dict[int, Account]) -> None:
    texts: Iterable[tuple[int, str, bool, str, str, list[tuple[str, str]]]]
    texts = (
        PublishedText.objects.filter(testimony__in=keys)
        .order_by("-original", "language")
        .values_list("testimony_id", "language", "original", "title", "summary", "paragraphs")
    )
    for key, *values in texts:
        keys[key].texts.append(Text(*values))
