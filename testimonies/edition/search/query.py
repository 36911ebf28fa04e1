"""From a cleaned form to a page of accounts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import get_language

from testimonies.edition.search import notices
from testimonies.edition.search.asking import Part, answer, rows
from testimonies.edition.search.engine import TooComplex, TooCostly
from testimonies.edition.search.errors import IndexMissing
from testimonies.edition.search.form import Cleaned, facet_labels
from testimonies.edition.search.hits import hit
from testimonies.edition.search.language import Question, parse
from testimonies.edition.search.opened import Opened, current
from testimonies.edition.search.results import FacetCount, Hit, ResultPage, Snippet

__all__ = ["FacetCount", "Hit", "IndexMissing", "ResultPage", "Snippet", "find"]

Counts = Mapping[str, Sequence[tuple[str, int]]]


def find(cleaned: Cleaned, *, page_size: int = 20) -> ResultPage:
    """The page of accounts that `cleaned` asks for; raises `IndexMissing` where no index can be read.

    Without words it is everything that the filters leave, newest first. With words that say nothing to look for it is
    nothing, and a notice says so.
    """
    opened = current()
    question = parse(cleaned["q"], own_words_only=cleaned["exact"]) if cleaned["q"].strip() else None
    try:
        return _found(opened, question, cleaned, page_size)
    except (TooComplex, TooCostly):
        return ResultPage(facets=_facets({}, cleaned), notices=[str(notices.TOO_MUCH)])


def _found(opened: Opened, question: Question | None, cleaned: Cleaned, page_size: int) -> ResultPage:
    number = cleaned["page"]
    stage, page = answer(opened, question, cleaned, Part((number - 1) * page_size, page_size))
    pages = max(-(-page.count // page_size), 1)
    if number > pages:
        return _found(opened, question, {**cleaned, "page": pages}, page_size)
    spoken = (get_language() or "en")[:2]
    hits = [hit(row, question, spoken) for row in rows(page)]
    said = notices.of_question(question) if question else []
    holds_all = stage != "most" or not page.count
    return ResultPage(
        # A row that went away while this search ran is neither shown nor counted.
        count=page.count - len(page.codes) + len(hits),
        page=number,
        pages=pages,
        hits=hits,
        facets=_facets(page.facets, cleaned),
        notices=[*said, *notices.of_answer(page.notices, holds_all=holds_all)],
        additions=list(question.additions) if question else [],
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
