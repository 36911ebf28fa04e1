"""A question put to the open index: the whole of it first, then most of it, within the filters a reader set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import connections
from django.db.models import Q
from django.utils import timezone
from whoosh import query as q

from testimonies.edition.denied import denied
from testimonies.edition.models import PublishedTestimony
from testimonies.edition.search.budget import Budget
from testimonies.edition.search.engine import Engine, Page, TooComplex, TooCostly
from testimonies.edition.search.errors import IndexMissing
from testimonies.edition.search.fields import FACETS
from testimonies.edition.search.form import Cleaned
from testimonies.edition.search.language import Question, Stage
from testimonies.edition.search.language.asking import also, ask
from testimonies.edition.search.opened import Opened

NEARLY = 10
# Asked at every search, so in SQL: through the models they take ten times as long. The second says what
# `PublishedTestimony.objects.under_embargo` says, and a test holds the two together.
_CHANGED = "SELECT id, code FROM edition_change WHERE id >= %s ORDER BY id"
_UNDER_EMBARGO = 'SELECT code FROM edition_publishedtestimony WHERE "current" AND public_from > %s'
_ORDERS = {"newest": ("published", True), "oldest": ("published", False)}


@dataclass(frozen=True)
class Part:
    """Which of the hits are wanted, counted from 0, and whether counts over all of them are."""

    first: int
    most: int
    facets: Sequence[str] = FACETS


@dataclass(frozen=True)
class Asking:
    """One reader's search: of which index, within which filters, without which codes, and how long it may take."""

    opened: Opened
    cleaned: Cleaned
    hidden: frozenset[str]
    budget: Budget = field(default_factory=Budget)

    def answer(self, question: Question | None, part: Part) -> tuple[Stage, Page]:
        """The page of codes for a question, or for everything where there is none; raises what `Opened.read` does."""
        if question is None:
            return "all", self._search(q.Every(), part, self.cleaned["sort"])
        return ask(question, lambda query: self._search(query, part, self.cleaned["sort"]))

    def nearly(self, question: Question, stage: Stage, count: int) -> Page | None:
        """Accounts that hold most of the words, where few hold all; None where there is no need or no time for more."""
        second = also(question, stage, count)
        try:
            return None if second is None else self._search(second, Part(0, NEARLY, ()), "")
        except (TooComplex, TooCostly):
            return None

    def _search(self, query: q.Query, part: Part, order: str) -> Page:
        by_score = "" if isinstance(query, q.Every) else "relevance"
        cleaned = self.cleaned

        def run(engine: Engine) -> Page:
            return engine.search(
                query,
                filters={name: set(cleaned[name]) for name in FACETS},  # type: ignore[literal-required]
                # An account of 2015 to 2017 touches every year of that span.
                ranges={"period_to": (cleaned["period_from"], None), "period_from": (None, cleaned["period_to"])},
                exclude=self.hidden,
                facets=part.facets,
                sort=_ORDERS.get(order) or by_score or _ORDERS["newest"],
                offset=part.first,
                limit=part.most,
                seconds=self.budget.left(),
            )

        return self.opened.read(run)


def hidden_codes(opened: Opened) -> frozenset[str]:
    """What may not be shown: what was withdrawn or put anew since the index was written, is denied or under embargo.

    The deny list is read before the journal: an entry is taken away only once the journal holds the withdrawal.
    """
    state, hidden = opened.state, denied()
    with connections["edition"].cursor() as cursor:
        cursor.execute(_CHANGED, [state.change_id])
        changes = cursor.fetchall()
    if state.change_id and (not changes or changes.pop(0) != (state.change_id, state.change_code)):
        # The journal is not the one the index was written from: nothing in the index can be trusted.
        raise IndexMissing
    return frozenset([*(code for _pk, code in changes), *early_codes(), *hidden])


def early_codes() -> frozenset[str]:
    """The accounts whose day has not come. The index holds none, unless a clock ran ahead when it was written."""
    with connections["edition"].cursor() as cursor:
        cursor.execute(_UNDER_EMBARGO, [timezone.localdate().isoformat()])
        return frozenset(code for (code,) in cursor.fetchall())


def rows(page: Page) -> list[PublishedTestimony]:
    """The edition's rows of a page of codes, in order, with their texts; without those that are not the same now."""
    wanted = Q(code__in=page.codes)
    found = {row.code: row for row in PublishedTestimony.objects.current().prefetch_related("texts").filter(wanted)}
    pairs = zip(page.codes, page.hashes, strict=True)
    return [found[code] for code, fingerprint in pairs if code in found and found[code].fingerprint == fingerprint]
