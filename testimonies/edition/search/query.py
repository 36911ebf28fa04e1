"""From a cleaned form to a page of accounts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import get_language

from testimonies.edition.search import context, notices
from testimonies.edition.search.accounts import Account, accounts
from testimonies.edition.search.asking import Asking, Part, hidden_codes
from testimonies.edition.search.budget import Budget
from testimonies.edition.search.corrections import correction
from testimonies.edition.search.engine import TooComplex, TooCostly
from testimonies.edition.search.errors import IndexMissing
from testimonies.edition.search.form import Cleaned
from testimonies.edition.search.hits import hit
from testimonies.edition.search.language import Question, Stage, parse
from testimonies.edition.search.language.added import present
from testimonies.edition.search.opened import current
from testimonies.edition.search.results import FacetCount, Hit, ResultPage, Snippet
from testimonies.edition.search.seen import seen
from testimonies.edition.search.vocabulary import Labels, vocabulary

__all__ = ["FacetCount", "Hit", "IndexMissing", "ResultPage", "Snippet", "find"]

# Below so many accounts a slip in the question is likely enough to look for one.
FEW = 5
Counts = Mapping[str, Sequence[tuple[str, int]]]


def find(cleaned: Cleaned, *, page_size: int = 20, labels: Labels | None = None) -> ResultPage:
    """The page of accounts that `cleaned` asks for; raises `IndexMissing` where no index can be read.

    Without words it is everything that the filters leave, newest first. With words that say nothing to look for it is
    nothing, and a notice says so. `labels` are those of the vocabulary, where the caller has read it already.
    """
    opened, budget = current(), Budget()
    question = parse(cleaned["q"], own_words_only=cleaned["exact"]) if cleaned["q"].strip() else None
    in_lines = question is not None and cleaned["view"] == "concordance"
    labels = vocabulary().facet_labels() if labels is None else labels
    asking = Asking(opened, cleaned, hidden_codes(opened), budget)
    try:
        return _found(asking, question, context.ACCOUNTS if in_lines else page_size, labels)
    except (TooComplex, TooCostly):
        return ResultPage(facets=_facets({}, cleaned, labels), notices=[str(notices.TOO_MUCH)])


def _found(asking: Asking, question: Question | None, page_size: int, labels: Labels) -> ResultPage:
    number = asking.cleaned["page"]
    stage, page = asking.answer(question, Part((number - 1) * page_size, page_size))
    pages = max(-(-page.count // page_size), 1)
    if number > pages:
        number = pages
        stage, page = asking.answer(question, Part((number - 1) * page_size, page_size))
    found = accounts(page)
    holds_all = stage != "most" or not page.count
    shown = ResultPage(
        # A row that went away while this search ran is neither shown nor counted.
        count=page.count - len(page.codes) + len(found),
        page=number,
        pages=pages,
        facets=_facets(page.facets, asking.cleaned, labels),
        notices=notices.of_answer(page.notices, holds_all=holds_all),
    )
    if question is None:
        spoken = _spoken()
        return replace(shown, hits=[hit(row, None, spoken) for row in found])
    others = asking.nearly(question, stage, page.count)
    shown = replace(shown, **_drawn(asking, question, stage, found, accounts(others) if others else []))
    return _asked(shown, asking, question)


def _spoken() -> str:
    return (get_language() or "en")[:2]


def _drawn(
    asking: Asking, question: Question, stage: Stage, found: list[Account], others: list[Account]
) -> dict[str, Any]:
    """The accounts as the reader asked to see them: in a list, with others that hold most of the words, or in lines."""
    if asking.cleaned["view"] == "concordance":
        return {"lines": context.lines(found, question, asking.cleaned["sort"], asking.budget)}
    spoken = _spoken()
    hits = [hit(row, question, spoken, stage, asking.budget) for row in found]
    return {"hits": hits, "nearly": [hit(row, question, spoken, "near", asking.budget) for row in others]}


def _asked(page: ResultPage, asking: Asking, question: Question) -> ResultPage:
    """What a page says of a question besides its answer."""
    slips = page.count < FEW
    return replace(
        page,
        notices=[*notices.of_question(question), *page.notices],
        additions=asking.opened.read(lambda engine: list(present(question.additions, seen(engine, asking.hidden)))),
        correction=correction(asking.opened, question, asking.hidden, asking.budget) if slips else None,
    )


def _facets(counts: Counts, cleaned: Cleaned, labels: Labels) -> dict[str, list[FacetCount]]:
    facets = {}
    for name, terms in labels.items():
        found = dict(counts.get(name, ()))
        chosen = cleaned[name]  # type: ignore[literal-required]
        facets[name] = [
            FacetCount(slug, label, found.get(slug, 0), slug in chosen)
            for slug, label in terms.items()
            if slug in found or slug in chosen
        ]
    return facets
