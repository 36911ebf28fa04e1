"""What a search found, as cards with the passages that matched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from testimonies.edition.pages.cards import Card, cards
from testimonies.edition.pages.labels import Labels
from testimonies.edition.search.query import Hit, Snippet


@dataclass(frozen=True)
class Passage:
    """A snippet, and where on the account's page its paragraph stands."""

    snippet: Snippet
    anchor: str
    number: str


@dataclass(frozen=True)
class Result:
    """One account found; `language` is that of the passages, which need not be the card's."""

    card: Card
    language: str
    passages: list[Passage]


def results(hits: Iterable[Hit]) -> list[Result]:
    hits = list(hits)
    if not hits:
        return []
    drawn = cards((hit.testimony for hit in hits), Labels())
    return [Result(card, hit.text.language, _passages(hit, card)) for card, hit in zip(drawn, hits, strict=True)]


def _passages(hit: Hit, card: Card) -> list[Passage]:
    # The account's page gives the bare ids to the text it shows first, which is the one on the card.
    suffix = "" if hit.text.language == card.text.language else f"-{hit.text.language}"
    return [Passage(s, s.paragraph + suffix, s.paragraph.removeprefix("p")) for s in hit.snippets]
