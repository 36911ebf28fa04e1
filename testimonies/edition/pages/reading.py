"""An account made ready for reading: its texts in order, and what supports each indicator."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from testimonies.edition.models import PassageTag, PublishedTestimony, PublishedText, Term
from testimonies.edition.pages.labels import Labels
from testimonies.vocabulary import Strength, TermKind


@dataclass(frozen=True)
class Paragraph:
    """`anchor` is the id on the page, `number` what the margin shows."""

    anchor: str
    number: str
    words: str


@dataclass(frozen=True)
class Reading:
    """One text of an account as the page shows it."""

    text: PublishedText
    paragraphs: list[Paragraph]


@dataclass(frozen=True)
class Support:
    """An abuse type with the paragraphs that state or imply it."""

    term: Term
    implied: bool
    paragraphs: list[Paragraph]


@dataclass(frozen=True)
class Reported:
    """An indicator and the abuse types reported under it."""

    indicator: Term
    supports: list[Support]


def readings(testimony: PublishedTestimony, language: str) -> list[Reading]:
    """The text in `language` first, then the original, then the others."""
    texts = sorted(
        testimony.texts.all(), key=lambda text: (text.language != language, not text.original, text.language)
    )
    # Only the first may own the bare ids, as "p7": a citation of the account leads to the text shown first.
    return [_reading(text, "" if position == 0 else f"-{text.language}") for position, text in enumerate(texts)]


def _reading(text: PublishedText, suffix: str) -> Reading:
    return Reading(text, [Paragraph(name + suffix, name.removeprefix("p"), words) for name, words in text.paragraphs])


def reported(testimony: PublishedTestimony, shown: list[Reading], labels: Labels) -> list[Reported]:
    """The indicators reported, in the vocabulary's order, with links to the paragraphs that support each."""
    places = _places(shown)
    supports = [_support(term, tag, places) for tag, term in _known(testimony.tags.all(), labels)]
    under = {
        indicator.slug: [found for found in supports if indicator in labels.indicators_of(found.term)]
        for indicator in labels.indicators()
    }
    return [Reported(indicator, under[indicator.slug]) for indicator in labels.indicators() if under[indicator.slug]]


def _known(tags: Iterable[PassageTag], labels: Labels) -> list[tuple[PassageTag, Term]]:
    pairs = ((tag, labels.term(TermKind.ABUSE, tag.term)) for tag in tags)
    return sorted(((tag, term) for tag, term in pairs if term), key=lambda pair: pair[1].position)


def _places(shown: list[Reading]) -> dict[str, Paragraph]:
    """Where a paragraph of the original is found on the page, by its id.

    Tags name paragraphs of the original. The text shown first stands in for it where both have the same ids, one by
    one; where the translation was cut differently, only the original says what the tag says.
    """
    original = next(reading for reading in shown if reading.text.original)
    first = shown[0]
    same = [p.number for p in first.paragraphs] == [p.number for p in original.paragraphs]
    return {f"p{paragraph.number}": paragraph for paragraph in (first if same else original).paragraphs}


def _support(term: Term, tag: PassageTag, places: dict[str, Paragraph]) -> Support:
    paragraphs = [places[name] for name in tag.paragraphs if name in places]
    return Support(term, tag.strength == Strength.IMPLIED, paragraphs)
