"""An account as a hit: which of its texts is shown, and the paragraphs that the question matched best."""

from __future__ import annotations

from django.utils.safestring import mark_safe

from testimonies.edition.search.accounts import Account, Text
from testimonies.edition.search.budget import Budget
from testimonies.edition.search.finding import finder_for
from testimonies.edition.search.language import Question, Stage
from testimonies.edition.search.results import Hit, Snippet
from testimonies.edition.search.snippets import parts_in, snippet


def hit(
    testimony: Account, question: Question | None, language: str, stage: Stage = "all", budget: Budget | None = None
) -> Hit:
    """The text in which most of the question stands, `language` before others, with its best paragraphs.

    `stage` is the one that found the account: at a later one parts of words count too. When `budget` is spent there
    are no passages.
    """
    if question is None or (budget and budget.is_spent()):
        return Hit(testimony, testimony.text_in(language), [])
    text = _best_text(testimony, question, language, stage)
    if not testimony.quotable:
        # A passage shown beside others is a quotation.
        return Hit(testimony, text, [])
    names = [name for name, _ in text.paragraphs]
    stretches = snippet([words for _, words in text.paragraphs], question, stage=stage)
    # Every piece of the account went through escape() in `snippet`; the marks are ours.
    shown = [Snippet(names[place], mark_safe(html)) for place, html in stretches if "<mark>" in html]  # noqa: S308 # nosec B308, B703
    return Hit(testimony, text, shown)


def _best_text(testimony: Account, question: Question, language: str, stage: Stage) -> Text:
    """Judged by the different parts of the question that a text holds somewhere; in doubt what `language` offers."""
    chosen = testimony.text_in(language)
    others = [text for text in testimony.texts if text is not chosen]
    if not others:
        return chosen
    return max((chosen, *others), key=lambda text: _parts_in(text, question, stage))


def _parts_in(text: Text, question: Question, stage: Stage) -> int:
    whole = [text.title, text.summary, *(words for _, words in text.paragraphs)]
    return len(set().union(*parts_in(whole, finder_for(question, "text", stage)).values()))
