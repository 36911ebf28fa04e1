"""An account as a hit: which of its texts is shown, and the paragraphs that the question matched best."""

from __future__ import annotations

from django.utils.safestring import mark_safe

from testimonies.edition.models import PublishedTestimony, PublishedText
from testimonies.edition.search.finding import analyser_for, finder_for
from testimonies.edition.search.language import Question, Stage
from testimonies.edition.search.results import Hit, Snippet
from testimonies.edition.search.snippets import snippet


def hit(testimony: PublishedTestimony, question: Question | None, language: str, stage: Stage = "all") -> Hit:
    """The text in which most of the question stands, `language` before others, with its best paragraphs.

    `stage` is the one that found the account: at a later one parts of words count too.
    """
    if question is None:
        return Hit(testimony, testimony.text_in(language), [])
    text = _best_text(testimony, question, language, stage)
    if not testimony.quotable:
        # A passage shown beside others is a quotation.
        return Hit(testimony, text, [])
    names = [name for name, _ in text.paragraphs]
    stretches = snippet([words for _, words in text.paragraphs], question, text.language, stage=stage)
    # Every piece of the account went through escape() in `snippet`; the marks are ours.
    shown = [Snippet(names[place], mark_safe(html)) for place, html in stretches if "<mark>" in html]  # noqa: S308 # nosec B308, B703
    return Hit(testimony, text, shown)


def _best_text(testimony: PublishedTestimony, question: Question, language: str, stage: Stage) -> PublishedText:
    """Judged by the different parts of the question that a text holds somewhere; in doubt what `language` offers."""
    chosen = testimony.text_in(language)
    others = [text for text in testimony.texts.all() if text is not chosen]
    if not others:
        return chosen
    return max((chosen, *others), key=lambda text: _parts_in(text, question, stage))


def _parts_in(text: PublishedText, question: Question, stage: Stage) -> int:
    whole = "\n\n".join([text.title, text.summary, *(words for _, words in text.paragraphs)])
    return len(finder_for(question, "text", stage).parts_begun(analyser_for(text.language).terms(whole)))
