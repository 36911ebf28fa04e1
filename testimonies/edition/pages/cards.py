"""Cards: an account as it stands in a list, drawn from the edition's rows and never from the index."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from testimonies.edition.models import PublishedTestimony, PublishedText
from testimonies.edition.pages.labels import Labels
from testimonies.edition.pages.render import page_language
from testimonies.vocabulary import TermKind


@dataclass(frozen=True)
class Card:
    """One account: its row, the text that is named on the card, and its context in words."""

    testimony: PublishedTestimony
    text: PublishedText
    context: list[str]


def cards(testimonies: Iterable[PublishedTestimony], labels: Labels) -> list[Card]:
    """Cards in the order given, in the language of the page where the account has it."""
    language = page_language()
    return [Card(row, row.text_in(language), context(row, labels)) for row in testimonies]


def context(testimony: PublishedTestimony, labels: Labels) -> list[str]:
    """Sector, place and period, those that are known."""
    sector = labels.label(TermKind.SECTOR, testimony.sector) if testimony.sector else ""
    place = labels.label(TermKind.PLACE, testimony.place) if testimony.place else ""
    return [words for words in (sector, place, period(testimony)) if words]


def period(testimony: PublishedTestimony) -> str:
    """The years of the account as a reader says them; empty where neither is known."""
    first, last = testimony.period_from, testimony.period_to
    if first and last:
        return str(first) if first == last else f"{first}–{last}"
    if first:
        return _("from %(year)s") % {"year": first}
    return _("until %(year)s") % {"year": last} if last else ""
