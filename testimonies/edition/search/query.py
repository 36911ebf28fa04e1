"""From a cleaned form to a page of accounts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from testimonies.edition.models import Change, PublishedTestimony
from testimonies.edition.search import language
from testimonies.edition.search.errors import IndexMissing
from testimonies.edition.search.form import FACETS, Cleaned, facet_labels
from testimonies.edition.search.postings import Floats, Numbers
from testimonies.edition.search.reader import OpenIndex, current
from testimonies.edition.search.results import FacetCount, Hit, ResultPage, Snippet
from testimonies.edition.search.run import Mask, Run
from testimonies.edition.search.snippets import best_text, sought

__all__ = ["FacetCount", "Hit", "IndexMissing", "ResultPage", "Snippet", "find"]


def find(cleaned: Cleaned, *, page_size: int = 20) -> ResultPage:
    """The page of accounts that `cleaned` asks for; raises `IndexMissing` where no index can be read.

    Without words it is everything that the filters leave, newest first. With words that say nothing to look for it is
    nothing, and a notice says so.
    """
    index = current()
    question = language.read(cleaned["q"])
    notices = _notices(question)
    if cleaned["q"].strip() and not question.tree:
        notices.append(_("There is no word in this search to look for. Words to leave out need one to find."))
        nothing = np.zeros(index.size, bool)
        return ResultPage(facets=_facets(index, nothing, cleaned), notices=notices)
    run = Run(index)
    mask, scores = run.scores(question.tree) if question.tree else (None, None)
    shown = showable(index) if mask is None else mask & showable(index)
    shown &= filtered(index, cleaned, cleaned["period_from"], cleaned["period_to"])
    if run.cut:
        notices.append(_("Too many words begin that way; only some of them were looked for."))
    ordered = order(index, np.flatnonzero(shown), scores, cleaned["sort"])
    pages = max(-(-len(ordered) // page_size), 1)
    page = min(cleaned["page"], pages)
    numbers = ordered[(page - 1) * page_size : page * page_size]
    spoken, marked = (get_language() or "en")[:2], sought(question.wanted)
    hits = [Hit(row, *best_text(row, marked, spoken)) for row in rows(index, numbers)]
    # A row that went away while this search ran is neither shown nor counted.
    count = len(ordered) - len(numbers) + len(hits)
    return ResultPage(count, page, pages, hits, _facets(index, shown, cleaned), notices)


def showable(index: OpenIndex) -> Mask:
    """What may be shown: not what was withdrawn or put anew since the index was written, nor what is under embargo."""
    changes = list(Change.objects.filter(pk__gte=index.state.change_id).values_list("pk", "code"))
    held = (index.state.change_id, index.state.change_code)
    if index.state.change_id and (not changes or changes.pop(0) != held):
        # The journal is not the one the index was written from: nothing in the index can be trusted.
        raise IndexMissing
    early = PublishedTestimony.objects.under_embargo().values_list("code", flat=True)
    codes = [*(code for _pk, code in changes), *early]
    hidden = np.array([code.encode() for code in codes], dtype=index.codes.dtype)
    return index.live & ~np.isin(index.codes, hidden) if len(hidden) else index.live.copy()


def filtered(index: OpenIndex, wanted: Mapping[str, object], first: int | None = None, last: int | None = None) -> Mask:
    """The documents that carry, for each facet in `wanted`, one of its slugs, and touch the years given."""
    mask = np.ones(index.size, bool)
    for name in FACETS:
        slugs = wanted.get(name) or ()
        if slugs:
            mask &= carrying(index, name, slugs)  # type: ignore[arg-type]
    starts, ends = index.years["period_from"], index.years["period_to"]
    if first:
        mask &= ends >= first
    if last:
        mask &= (starts <= last) & (starts > 0)
    return mask


def carrying(index: OpenIndex, name: str, slugs: Sequence[str]) -> Mask:
    facet = index.facets[name]
    chosen = np.array([slug in slugs for slug in facet.slugs], bool)
    mask = np.zeros(index.size, bool)
    mask[facet.documents[chosen[facet.terms]]] = True
    return mask


def order(index: OpenIndex, numbers: Numbers, scores: Floats | None, sort: str) -> Numbers:
    """`numbers` as `sort` says, and by code where they are equal."""
    rank = index.rank[numbers]
    if sort == "oldest":
        return numbers[np.lexsort((rank, index.published[numbers]))]
    if scores is None or sort == "newest":
        return numbers[np.lexsort((rank, -index.published[numbers]))]
    return numbers[np.lexsort((rank, -scores[numbers]))]


def rows(index: OpenIndex, numbers: Numbers) -> list[PublishedTestimony]:
    """The edition's rows of these documents, in order, with their texts; without those that are not the same now."""
    wanted = {index.codes[number].decode(): index.fingerprints[number].tobytes().hex() for number in numbers.tolist()}
    found = {row.code: row for row in PublishedTestimony.objects.current().with_texts().filter(code__in=list(wanted))}
    return [
        found[code] for code, fingerprint in wanted.items() if code in found and found[code].fingerprint == fingerprint
    ]


def count_by_slug(index: OpenIndex, name: str, shown: Mask) -> dict[str, int]:
    facet = index.facets[name]
    counts = np.bincount(facet.terms[shown[facet.documents]], minlength=len(facet.slugs))
    return dict(zip(facet.slugs, counts.tolist(), strict=True))


def _facets(index: OpenIndex, shown: Mask, cleaned: Cleaned) -> dict[str, list[FacetCount]]:
    facets = {}
    for name, labels in facet_labels().items():
        counts = count_by_slug(index, name, shown)
        chosen = cleaned[name]  # type: ignore[literal-required]
        facets[name] = [
            FacetCount(slug, label, counts.get(slug, 0), slug in chosen)
            for slug, label in labels.items()
            if counts.get(slug) or slug in chosen
        ]
    return facets


def _notices(question: language.Question) -> list[str]:
    notices = []
    if question.cut:
        most = language.MOST_WORDS
        notices.append(_("A search may have %(most)d words; the others were left out.") % {"most": most})
    return notices
