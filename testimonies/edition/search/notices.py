"""What a page says about a search besides its results, in the language of the page."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from testimonies.edition.search.engine import Notice as Cut
from testimonies.edition.search.language import Question
from testimonies.edition.search.language.limits import CHARACTERS, DEPTH, PATTERNS, WORDS

TOO_MUCH = _("This search asks for too much at once. Use fewer words, or longer beginnings of words.")
MOST_OF_THEM = _("No account has all of these words. These have most of them, the best first.")
CUT_SHORT = _("Too many words begin or look that way; only the most frequent were looked for.")
_SAID = {
    "long": _("Only the first %(characters)d characters were read."),
    "many": _("A search may have %(words)d words; the others were left out."),
    "large": _("The search was too large: its words were taken without parentheses and exclusions."),
    "patterns": _(
        "Only the first %(patterns)d words with a star or a tilde were taken so; the others stand as they are."
    ),
    "deep": _("Parentheses deeper than %(depth)d were left out."),
    "only-not": _("This search only says what to leave out. Add a word to look for."),
    "nothing": _("There is no word in this search to look for."),
    "open-quote": _("A quotation mark was not closed, so it was left out."),
    "star": _("A star stands for letters only after the first two letters of a word."),
    "question": _("Read as a question: accounts that hold all its words come first."),
}
_LIMITS = {"characters": CHARACTERS, "words": WORDS, "depth": DEPTH, "patterns": PATTERNS}


def of_question(question: Question) -> list[str]:
    """A sentence for everything in the question that was mended, cut or read in a special way, each once."""
    return list(dict.fromkeys(str(_SAID[notice.code]) % _LIMITS for notice in question.notices))


def of_answer(notices: Iterable[Cut], *, holds_all: bool) -> list[str]:
    sentences = [] if holds_all else [str(MOST_OF_THEM)]
    return sentences + [str(CUT_SHORT)] * any(notice.kind == "cut" for notice in notices)
