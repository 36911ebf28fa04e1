"""What a search found, as cards with the passages that matched."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from testimonies.edition.pages.cards import card
from testimonies.edition.pages.labels import Labels
from testimonies.edition.pages.render import page_language
from testimonies.edition.pages.stencil import Value
from testimonies.edition.search.query import Hit


def results(hits: Iterable[Hit], labels: Labels) -> list[SafeString]:
    """A card each; the passages are in the language they matched in, which need not be the card's."""
    return [card(hit.testimony, labels, _passages(hit), hit.text.language) for hit in hits]


def _passages(hit: Hit) -> list[Value]:
    """Each passage, and where on the account's page its paragraph stands."""
    # The account's page gives the bare ids to the text it shows first, which is the one on the card.
    shown_first = hit.text is hit.testimony.text_in(page_language())
    suffix = "" if shown_first else f"-{hit.text.language}"
    called = _("Paragraph %(number)s")
    return [
        {
            "anchor": snippet.paragraph + suffix,
            "number": (number := snippet.paragraph.removeprefix("p")),
            "called": called % {"number": number},
            "words": snippet.html,
        }
        for snippet in hit.snippets
    ]
