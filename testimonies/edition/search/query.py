"""From a cleaned form to a page of accounts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import get_language

from testimonies.edition.models import PublishedTestimony
from testimonies.edition.search import context, notices
from testimonies.edition.search.asking import Part, answer, nearly, rows
from testimonies.edition.search.corrections import correction
from testimonies.edition.search.engine import TooComplex, TooCostly
from testimonies.edition.search.errors import IndexMissing
from testimonies.edition.search.form import Cleaned, facet_labels
from testimonies.edition.search.hits import hit
from testimonies.edition.search.language import Question, Stage, parse
from testimonies.edition.search.language.added import present
from testimonies.edition.search.opened import Opened, current
from testimonies.edition.search.results import FacetCount, Hit, ResultPage, Snippet
from testimonies.edition.search.seen import seen

__all__ = ["FacetCount", "Hit", "IndexMissing", "ResultPage", "Snippet", "find"]

# Below so many accounts a slip in the question is likely enough to look for one.
FEW = 5
Counts = Mapping[str, Sequence[tuple[str, int]]]


def find(cleaned: Cleaned, *, page_size: int = 20) -> ResultPage:
    """The page of accounts that `cleaned` asks for; raises `IndexMissing` where no index can be read.

    Without words it is everything that the filters leave, newest first. With words that say nothing to look for it is
    nothing, and a notice says so.
    """
    opened = current()
    question = parse(cleaned["q"], own_words_only=cleaned["exact"]) if cleaned["q"].strip() else None
    in_lines = question is not None and cleaned["view"] == "concordance"
    try:
        return _found(opened, question, cleaned, context.ACCOUNTS if in_lines else page_size)
    except (TooComplex, TooCostly):
        return ResultPage(facets=_facets({}, cleaned), notices=[str(notices.TOO_MUCH)])


def _found(opened: Opened, question: Question | None, cleaned: Cleaned, page_size: int) -> ResultPage:
    number = cleaned["page"]
    stage, page = answer(opened, question, cleaned, Part((number - 1) * page_size, page_size))
    pages = max(-(-page.count // page_size), 1)
    if number > pages:
        return _found(opened, question, {**cleaned, "page": pages}, page_size)
    found = rows(page)
    holds_all = stage != "most" or not page.count
    shown = ResultPage(
        # A row that went away while this search ran is neither shown nor counted.
        count=page.count - len(page.codes) + len(found),
        page=number,
        pages=pages,
        facets=_facets(page.facets, cleaned),
        notices=notices.of_answer(page.notices, holds_all=holds_all),
    )
    if question is None:
        return _listed(shown, found)
    others = nearly(opened, question, stage, page.count, cleaned)
    shown = replace(shown, **_drawn(question, stage, cleaned, found, rows(others) if others else []))
    return _asked(shown, opened, question)


def _listed(page: ResultPage, found: list[PublishedTestimony]) -> ResultPage:
    spoken = (get_language() or "en")[:2]
    return replace(page, hits=[hit(row, None, spoken) for row in found])


def _drawn(
    question: Question,
    stage: Stage,
    cleaned: Cleaned,
    found: list[PublishedTestimony],
    others: list[PublishedTestimony],
) -> dict[str, Any]:
    """The accounts as the reader asked to see them: in a list, with others that hold most of the words, or in lines."""
    if cleaned["view"] == "concordance":
        return {"lines": context.lines(found, question, cleaned["sort"])}
    spoken = (get_language() or "en")[:2]
    nearly = [hit(row, question, spoken, "near") for row in others]
    return {"hits": [hit(row, question, spoken, stage) for row in found], "nearly": nearly}


def _asked(page: ResultPage, opened: Opened, question: Question) -> ResultPage:
    """What a page says of a question besides its answer."""
    return replace(
        page,
        notices=[*notices.of_question(question), *page.notices],
        additions=opened.read(lambda engine: list(present(question.additions, seen(engine)))),
        correction=correction(opened, question) if page.count < FEW else None,
    )


def _facets(counts: Counts, cleaned: Cleaned) -> dict[str, list[FacetCount]]:
    facets = {}
    for name, labels in facet_labels().items():
        found = dict(counts.get(name, ()))
        chosen = cleaned[name]  # type: ignore[literal-required]
        facets[name] = [
            FacetCount(slug, label, found.get(slug, 0), slug in chosen)
            for slug, label in labels.items()
            if found.get(slug) or slug in chosen
        ]
    return facets
