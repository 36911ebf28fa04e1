"""Which versions of an account somebody could read: what nobody could leaves no tombstone, and no line in the feed."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.db.models import Q, QuerySet
from django.utils import timezone

from testimonies.desk.models import Decision, FeedEntry, Testimony
from testimonies.edition.publish import EverRead
from testimonies.vocabulary import DecisionVerb

_TURNS = (DecisionVerb.PUBLISH, DecisionVerb.WITHDRAW, DecisionVerb.LAPSE)
# On the decision of a restore, which is later than the day on which the account really left.
UNREAD = "unread"


@dataclass(frozen=True)
class _Turn:
    """A decision on what is public: `version` came in, for the day `opens` or at once, or everything went out."""

    code: str
    version: int | None
    day: datetime.date
    opens: datetime.date | None
    replaces: bool
    unread: bool

    @property
    def takes_away(self) -> bool:
        """Whether nobody can read the account on this day, whatever came before."""
        return self.version is None or bool(self.opens and self.opens > self.day)


def ever_read(testimonies: QuerySet[Testimony], *, until: int | None = None) -> dict[str, EverRead]:
    """By code, for those of `testimonies` of which decisions say something; with `until`, as that decision left it.

    What the feed has told somebody was told of: it counts as read, whatever the dates say.
    """
    told: dict[str, set[int | None]] = defaultdict(set)
    for code, version in FeedEntry.objects.filter(code__in=testimonies.values("code")).values_list("code", "version"):
        told[code].add(version)
    turns = groupby(_turns(testimonies, until), key=attrgetter("code"))
    return {code: _replay(list(run), told[code]) for code, run in turns}


def where_it_matters() -> QuerySet[Testimony]:
    """Those that are out, that wait for their day, or of which a version replaced others: of no other is it asked."""
    waiting = Q(publications__public_from__gt=timezone.localdate())
    out = Q(public_version=None, publications__isnull=False)
    found = Testimony.objects.filter(out | waiting | Q(publications__replaces=True))
    return Testimony.objects.filter(pk__in=found.values("pk"))


def _turns(testimonies: QuerySet[Testimony], until: int | None) -> Iterator[_Turn]:
    decisions = Decision.objects.filter(testimony__in=testimonies.values("pk"), verb__in=_TURNS)
    if until is not None:
        decisions = decisions.filter(pk__lte=until)
    opens, replaces = "publication__public_from", "publication__replaces"
    rows = decisions.order_by("testimony", "pk").values_list(
        "testimony__code", "verb", "version", "at", opens, replaces, f"facts__{UNREAD}"
    )
    for code, verb, version, at, day, alone, unread in rows:
        comes_in = verb == DecisionVerb.PUBLISH
        yield _Turn(code, version if comes_in else None, at.date(), day, bool(alone), bool(unread))


def _replay(turns: Sequence[_Turn], told: Set[int | None]) -> EverRead:
    """What readers could have, from one decision to the next."""
    read, kept = {version for version in told if version}, set[int]()
    readable, since = False, None
    for turn, following in zip(turns, [*turns[1:], None], strict=True):
        if turn.takes_away and (readable or (turn.version is None and None in told)):
            since = since or turn.day
        kept = set() if turn.version is None else {turn.version} if turn.replaces else {*kept, turn.version}
        readable = turn.version is not None and _opened(turn, following)
        if readable:
            read |= kept
            since = None
    return EverRead(frozenset(read), since)


def _opened(turn: _Turn, following: _Turn | None) -> bool:
    """Whether the day of what came in had come before the next decision was taken."""
    if following and following.unread:
        return False
    return turn.opens is None or turn.opens <= (following.day if following else timezone.localdate())
