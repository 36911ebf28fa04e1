"""Haystack's engine over the archive's index: SearchQuerySet, rebuild_index and update_index work with it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

import numpy as np
from django.utils.translation import gettext as _
from haystack.backends import SQ, BaseEngine, BaseSearchBackend, BaseSearchQuery, log_query
from haystack.exceptions import SearchBackendError
from haystack.inputs import BaseInput
from haystack.models import SearchResult

from testimonies.edition.search import generations, language, query, sync
from testimonies.edition.search.reader import OpenIndex, current
from testimonies.edition.search.run import Mask, Run
from testimonies.edition.search.schema import FACETS, YEARS

Wanted = Any  # a SearchNode of Haystack, which has no types, or a string
_ORDERS = {"": "", "-published": "newest", "published": "oldest"}
_COMPARE = {"gt": np.greater, "gte": np.greater_equal, "lt": np.less, "lte": np.less_equal, "exact": np.equal}


class ArchiveSearchBackend(BaseSearchBackend):  # type: ignore[misc]
    """There is one model, so no search is narrowed to it; writing goes through the one indexer, `sync`."""

    def update(self, index: Any, iterable: Iterable[Any], commit: bool = True) -> None:
        """Bring the index up to the edition's rows; what is not a current row of the edition cannot get in."""
        sync.reconcile()

    def remove(self, obj_or_string: Any, commit: bool = True) -> None:
        """Bring the index up to the edition's rows: an account leaves the index by leaving the edition."""
        sync.reconcile()

    def clear(self, models: Any = None, commit: bool = True) -> None:
        """Delete the index. Until it is rebuilt a search is refused, and not answered with nothing."""
        with generations.the_only_writer():
            generations.remove()

    @log_query  # type: ignore[untyped-decorator]
    def search(self, query_string: Wanted, **kwargs: Any) -> dict[str, Any]:
        """Run a tree of filters or a query string; results are as Haystack wants them."""
        index = current()
        mask, scores = _node(Run(index), query_string)
        shown = mask & query.showable(index)
        for narrowing in kwargs.get("narrow_queries") or ():
            shown &= _narrowed(index, narrowing)
        orders = kwargs.get("sort_by") or [""]
        if len(orders) > 1 or orders[0] not in _ORDERS:
            raise SearchBackendError(_("An order can be published or -published."))
        ordered = query.order(index, np.flatnonzero(shown), scores, _ORDERS[orders[0]])
        part = ordered[kwargs.get("start_offset") or 0 : kwargs.get("end_offset")]
        made = kwargs.get("result_class") or SearchResult
        number_of = {index.codes[number].decode(): number for number in part.tolist()}
        results = [
            made("edition", "publishedtestimony", row.pk, float(scores[number_of[row.code]]), code=row.code)
            for row in query.rows(index, part)
        ]
        return {
            "results": results,
            "hits": len(ordered) - len(part) + len(results),
            "facets": _facets(index, shown, kwargs),
        }

    def build_search_kwargs(self, query_string: Wanted, **kwargs: Any) -> dict[str, Any]:
        """Everything Haystack's query knows is passed to `search` as it is."""
        return kwargs


class ArchiveSearchQuery(BaseSearchQuery):  # type: ignore[misc]
    """Hands the tree of filters to the backend as it stands: no words pass through another syntax."""

    def build_query(self) -> Wanted:
        return self.query_filter

    def matching_all_fragment(self) -> str:
        return "*"


class ArchiveEngine(BaseEngine):  # type: ignore[misc]
    """The engine that HAYSTACK_CONNECTIONS names."""

    backend = ArchiveSearchBackend
    query = ArchiveSearchQuery


def _node(run: Run, wanted: Wanted | tuple[str, Any]) -> tuple[Mask, Any]:
    index = run.index
    if isinstance(wanted, str):
        return _asked(run, wanted)
    if isinstance(wanted, tuple):
        return _condition(run, *wanted)
    mask = np.full(index.size, wanted.connector != SQ.OR or not wanted.children)
    scores = np.zeros(index.size, np.float32)
    for child in wanted.children:
        found, score = _node(run, child)
        mask = mask | found if wanted.connector == SQ.OR else mask & found
        scores = scores + score
    return (~mask, np.zeros_like(scores)) if wanted.negated else (mask, scores)


def _condition(run: Run, expression: str, value: Any) -> tuple[Mask, Any]:
    """One condition such as `sector__in`; a field the index does not have is an error, and not everything."""
    index, none = run.index, np.zeros(run.index.size, np.float32)
    name, _separator, how = expression.partition("__")
    if isinstance(value, BaseInput):
        value = value.query_string
    if name in {"content", "text"}:
        return _asked(run, value if isinstance(value, str) else " ".join(map(str, value)))
    values = [value] if isinstance(value, str) or not isinstance(value, Iterable) else list(value)
    if name in FACETS and how in {"", "content", "exact", "contains", "in"}:
        return query.carrying(index, name, [str(slug) for slug in values]), none
    if name == "code" and how in {"", "content", "exact", "in"}:
        return np.isin(index.codes, np.array([str(code).encode() for code in values], index.codes.dtype)), none
    if name in {*YEARS, "published"} and (how in _COMPARE or how in {"", "content"}):
        column = index.published if name == "published" else index.years[name]
        number = value.toordinal() if isinstance(value, datetime.date) else int(value)
        return _COMPARE.get(how, np.equal)(column, number) & (column > 0), none
    raise SearchBackendError(_("The index has no such field, or it cannot be compared that way."))


def _asked(run: Run, text: str) -> tuple[Mask, Any]:
    if text == "*":
        return np.ones(run.index.size, bool), np.zeros(run.index.size, np.float32)
    question = language.read(text)
    if not question.tree:
        return np.zeros(run.index.size, bool), np.zeros(run.index.size, np.float32)
    return run.scores(question.tree)


def _narrowed(index: OpenIndex, narrowing: str) -> Mask:
    """`narrow("sector:construction")`, as links of facets are made."""
    name, _separator, slug = narrowing.partition(":")
    return _condition(Run(index), f"{name}__exact", slug.strip('"'))[0]


def _facets(index: OpenIndex, shown: Mask, wanted: dict[str, Any]) -> dict[str, Any]:
    names = [name for name in wanted.get("facets") or () if name in FACETS]
    counts = {name: query.count_by_slug(index, name, shown) for name in names}
    fields = {
        name: sorted(((slug, n) for slug, n in found.items() if n), key=lambda pair: (-pair[1], pair[0]))
        for name, found in counts.items()
    }
    return {"fields": fields, "dates": {}, "queries": {}} if fields else {}
