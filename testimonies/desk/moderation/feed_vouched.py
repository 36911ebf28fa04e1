"""What the signed log vouches for in the withdrawals feed: what waits to be signed are rows that a hand may write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import dropwhile, takewhile

from django.utils import timezone

from testimonies.desk.chain.signed import is_written_here
from testimonies.desk.chain.signing import Signer
from testimonies.desk.models import Decision, Testimony
from testimonies.exchange.withdrawals import RETURNED, WITHDRAWN, Entry
from testimonies.vocabulary import DecisionVerb

_OUT = (DecisionVerb.WITHDRAW, DecisionVerb.LAPSE)


def kept_and_decided(told: list[Entry], kept: list[Entry]) -> Iterator[bool]:
    """Of each entry that the desk `kept` after what was signed and `told`, whether a decision of its own says so.

    A withdrawal needs a withdrawal, a lapse, or a version put off to a later day that nothing before told of; a return
    needs a publication after that, or the day of that version.
    """
    if not kept:
        return
    log = _Log(kept)
    for entry in told:
        log.tell(entry)
    for entry in kept:
        decided = log.is_next(entry)
        if decided:
            log.tell(entry)
        yield decided


def found_and_decided(found: list[Entry]) -> list[bool]:
    """Of each entry that was `found` in the edition's tombstones, whether some decision can be what it comes from."""
    log = _Log(found) if found else None
    return [log.can_be(entry) for entry in found] if log else []


class _Log:
    """The signed decisions on the accounts of `entries`; and, as those are told one by one, what is left to tell.

    Of a code that the desk does not know nothing can be said, but that nobody brings it back: the desk was restored.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        known = Testimony.objects.filter(code__in={entry.code for entry in entries})
        ends = Decision.objects.filter(verb__in=(*_OUT, DecisionVerb.PUBLISH), testimony__in=known)
        signer = Signer()
        self._all: dict[str, list[Decision]] = {code: [] for code in known.values_list("code", flat=True)}
        for row in ends.select_related("testimony").order_by("pk"):
            if row.testimony and is_written_here(row, signer):
                self._all[row.testimony.code].append(row)
        self._told_up_to: dict[str, int] = {}
        self._away: set[str] = set()

    def can_be(self, entry: Entry) -> bool:
        rows = self._all.get(entry.code)
        if rows is None:
            return entry.act != RETURNED
        if entry.version is not None:
            return _is_ended(rows, entry.version)
        if entry.act == RETURNED:
            return bool(rows) and _has_come(rows[-1])
        return any(_takes_away(row) for row in rows)

    def is_next(self, entry: Entry) -> bool:
        if entry.code not in self._all or entry.version is not None:
            return self.can_be(entry)
        is_a_change = (entry.code in self._away) == (entry.act == RETURNED)
        return is_a_change and self._next(entry) is not None

    def tell(self, entry: Entry) -> None:
        if entry.version is not None:
            return
        decision = self._next(entry)
        if decision:
            self._told_up_to[entry.code] = decision.pk
        (self._away.add if entry.act == WITHDRAWN else self._away.discard)(entry.code)

    def _next(self, entry: Entry) -> Decision | None:
        after, returns = self._told_up_to.get(entry.code, 0), entry.act == RETURNED
        # One decision both takes an account away and brings it back on its day.
        rows = [
            row
            for row in self._all.get(entry.code, ())
            if row.pk > after or (row.pk == after and returns and _puts_off(row))
        ]
        if not returns:
            return next((row for row in rows if _takes_away(row)), None)
        since = dropwhile(lambda row: row.verb != DecisionVerb.PUBLISH, rows)
        last = next(reversed(list(takewhile(lambda row: row.verb == DecisionVerb.PUBLISH, since))), None)
        return last if last and _has_come(last) else None


def _takes_away(row: Decision) -> bool:
    return row.verb in _OUT or _puts_off(row)


def _puts_off(row: Decision) -> bool:
    """Whether it published for a later day than its own, until which nothing of the account can be read."""
    return row.verb == DecisionVerb.PUBLISH and row.facts.get("public_from", "") > row.at.date().isoformat()


def _has_come(row: Decision) -> bool:
    return row.verb == DecisionVerb.PUBLISH and row.facts.get("public_from", "") <= timezone.localdate().isoformat()


def _is_ended(rows: list[Decision], version: int) -> bool:
    """Whether a later version was published in its place; decisions did not always say whether they replace."""
    published = [row for row in rows if row.verb == DecisionVerb.PUBLISH]
    made = next((row.pk for row in published if row.version == version), None)
    return made is not None and any(row.pk > made and row.facts.get("replaces", True) for row in published)
