"""What a search gives back."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from testimonies.edition.search import concordance
from testimonies.edition.search.accounts import Account, Text
from testimonies.edition.search.didyoumean import Correction
from testimonies.edition.search.language import Addition


@dataclass(frozen=True)
class Snippet:
    """A piece of a paragraph, escaped, with what matched in `<mark>`; `paragraph` is an id like "p7"."""

    paragraph: str
    html: SafeString

    @property
    def anchor(self) -> str:
        return f"#{self.paragraph}"


@dataclass(frozen=True)
class Hit:
    """One account, and the one of its texts in which the search matched best."""

    testimony: Account
    text: Text
    snippets: list[Snippet]


@dataclass(frozen=True)
class Line:
    """One place that matched, with the words beside it, in plain text; `paragraph` is an id like "p7"."""

    testimony: Account
    text: Text
    paragraph: str
    plain: concordance.Line


@dataclass(frozen=True)
class FacetCount:
    """How many of all hits carry a term."""

    slug: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True)
class ResultPage:
    """One page of hits, with counts over all of them. `page` and `pages` count from 1; `pages` is at least 1.

    `additions` are other spellings and other words that were looked for beside those typed, `correction` is the search
    with its slips mended; `nearly` are accounts with most of the words, under a short list; `lines` take the place of
    `hits` in a concordance, where a page is of so many accounts.
    """

    count: int = 0
    page: int = 1
    pages: int = 1
    hits: list[Hit] = field(default_factory=list)
    facets: dict[str, list[FacetCount]] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)
    additions: list[Addition] = field(default_factory=list)
    correction: Correction | None = None
    lines: list[Line] = field(default_factory=list)
    nearly: list[Hit] = field(default_factory=list)
