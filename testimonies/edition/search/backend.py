"""Haystack's engine over the archive's index: SearchQuerySet, rebuild_index and update_index work with it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from haystack.backends import SQ, BaseEngine, BaseSearchBackend, BaseSearchQuery, log_query
from haystack.exceptions import SearchBackendError
from haystack.inputs import BaseInput
from haystack.models import SearchResult
from whoosh import query as q

from testimonies.edition.search import generations, sync
from testimonies.edition.search.asking import hidden_codes, rows
from testimonies.edition.search.fields import FACETS, NUMBERS
from testimonies.edition.search.language import parse
from testimonies.edition.search.opened import current

Wanted = Any  # a SearchNode of Haystack, which has no types, or a string
_ORDERS: dict[str, Any] = {"": "relevance", "-published": ("published", True), "published": ("published", False)}
_MOST = 1000


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
        opened = current()
        tree = q.And([_node(query_string), *map(_narrowing, kwargs.get("narrow_queries") or ())])
        first = kwargs.get("start_offset") or 0
        last = kwargs.get("end_offset") or first + _MOST
        page = opened.read(
            lambda engine: engine.search(
                tree,
                exclude=hidden_codes(opened),
                facets=[name for name in kwargs.get("facets") or () if name in FACETS],
                sort=_order(kwargs.get("sort_by")),
                offset=first,
                limit=last - first,
            )
        )
        made = kwargs.get("result_class") or SearchResult
        scores = dict(zip(page.codes, page.scores, strict=False))
        results = [
            made("edition", "publishedtestimony", row.pk, scores.get(row.code, 0.0), code=row.code)
            for row in rows(page)
        ]
        return {
            "results": results,
            "hits": page.count - len(page.codes) + len(results),
            "facets": {"fields": page.facets, "dates": {}, "queries": {}} if page.facets else {},
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


def _order(wanted: list[str] | None) -> Any:
    orders = wanted or [""]
    if len(orders) > 1 or orders[0] not in _ORDERS:
        raise SearchBackendError(_("An order can be published or -published."))
    return _ORDERS[orders[0]]


def _node(wanted: Wanted | tuple[str, Any]) -> q.Query:
    if isinstance(wanted, str):
        return q.Every() if wanted == "*" else parse(wanted).query()
    if isinstance(wanted, tuple):
        return _condition(*wanted)
    parts = [_node(child) for child in wanted.children]
    joined = q.Or(parts) if wanted.connector == SQ.OR and parts else q.And([*parts] or [q.Every()])
    return q.AndNot(q.Every(), joined) if wanted.negated else joined


def _condition(expression: str, value: Any) -> q.Query:
    """One condition such as `sector__in`; a field the index does not have is an error, and not everything."""
    name, _separator, how = expression.partition("__")
    if isinstance(value, BaseInput):
        value = value.query_string
    if name in {"content", "text"}:
        return _node(value if isinstance(value, str) else " ".join(map(str, value)))
    values = [value] if isinstance(value, str) or not isinstance(value, Iterable) else list(value)
    if name in {*FACETS, "code"} and how in {"", "content", "exact", "contains", "in"}:
        return q.Or([q.Term(name, str(slug)) for slug in values])
    if name in NUMBERS:
        number = value.toordinal() if isinstance(value, datetime.date) else int(value)
        bounds = {
            "gt": (number + 1, None),
            "gte": (number, None),
            "lt": (None, number - 1),
            "lte": (None, number),
        }.get(how, (number, number) if how in {"", "content", "exact"} else None)
        if bounds:
            return q.NumericRange(name, *bounds)
    raise SearchBackendError(_("The index has no such field, or it cannot be compared that way."))


def _narrowing(narrowing: str) -> q.Query:
    """`narrow("sector:construction")`, as links of facets are made."""
    name, _separator, slug = narrowing.partition(":")
    return _condition(f"{name}__exact", slug.strip('"'))
