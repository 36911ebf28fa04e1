"""A question put to the open index: the whole of it first, then most of it, within the filters a reader set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from django.db.models import Q
from whoosh import query as q

from testimonies.edition.denied import denied
from testimonies.edition.models import Change, PublishedTestimony
from testimonies.edition.search.engine import Engine, Page
from testimonies.edition.search.errors import IndexMissing
from testimonies.edition.search.fields import FACETS
from testimonies.edition.search.form import Cleaned
from testimonies.edition.search.language import Question, Stage
from testimonies.edition.search.language.asking import also, ask
from testimonies.edition.search.opened import Opened

NEARLY = 10
_ORDERS = {"newest": ("published", True), "oldest": ("published", False)}


@dataclass(frozen=True)
class Part:
    """Which of the hits are wanted, counted from 0, and whether counts over all of them are."""

    first: int
    most: int
    facets: Sequence[str] = FACETS


def answer(opened: Opened, question: Question | None, cleaned: Cleaned, part: Part) -> tuple[Stage, Page]:
    """The page of codes for a question, or for everything where there is none; raises what `Opened.read` does."""
    search = partial(_search, opened, cleaned=cleaned, part=part, hidden=hidden_codes(opened))
    if question is None:
        return "all", search(q.Every())
    return ask(question, search)


def nearly(opened: Opened, question: Question, stage: Stage, count: int, cleaned: Cleaned) -> Page | None:
    """Accounts that hold most of the words, where few hold all; None where there is no need for more."""
    second = also(question, stage, count)
    if second is None:
        return None
    part = Part(0, NEARLY, ())
    return _search(opened, second, cleaned={**cleaned, "sort": ""}, part=part, hidden=hidden_codes(opened))


def _search(opened: Opened, query: q.Query, *, cleaned: Cleaned, part: Part, hidden: frozenset[str]) -> Page:
    by_score = "" if isinstance(query, q.Every) else "relevance"
    sort = _ORDERS.get(cleaned["sort"]) or by_score or _ORDERS["newest"]

    def run(engine: Engine) -> Page:
        return engine.search(
            query,
            filters={name: set(cleaned[name]) for name in FACETS},  # type: ignore[literal-required]
            # An account of 2015 to 2017 touches every year of that span.
            ranges={"period_to": (cleaned["period_from"], None), "period_from": (None, cleaned["period_to"])},
            exclude=hidden,
            facets=part.facets,
            sort=sort,
            offset=part.first,
            limit=part.most,
        )

    return opened.read(run)


def hidden_codes(opened: Opened) -> frozenset[str]:
    """What may not be shown: what was withdrawn or put anew since the index was written, is denied or under embargo.

    The deny list is read before the journal: an entry is taken away only once the journal holds the withdrawal.
    """
    state, hidden = opened.state, denied()
    changes = list(Change.objects.filter(pk__gte=state.change_id).values_list("pk", "code"))
    if state.change_id and (not changes or changes.pop(0) != (state.change_id, state.change_code)):
        # The journal is not the one the index was written from: nothing in the index can be trusted.
        raise IndexMissing
    early = PublishedTestimony.objects.under_embargo().values_list("code", flat=True)
    return frozenset([*(code for _pk, code in changes), *early, *hidden])


def rows(page: Page) -> list[PublishedTestimony]:
    """The edition's rows of a page of codes, in order, with their texts; without those that are not the same now."""
    wanted = Q(code__in=page.codes)
    found = {row.code: row for row in PublishedTestimony.objects.current().prefetch_related("texts").filter(wanted)}
    pairs = zip(page.codes, page.hashes, strict=True)
    return [found[code] for code, fingerprint in pairs if code in found and found[code].fingerprint == fingerprint]
