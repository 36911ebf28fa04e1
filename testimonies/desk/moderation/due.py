"""What the desk is told beforehand, and of what went out."""

from __future__ import annotations

import datetime
from collections.abc import Set
from dataclasses import dataclass

from django.db import models
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from testimonies.desk.models import Consent, Decision, Testimony
from testimonies.desk.moderation.lapse import LapseReason
from testimonies.desk.moderation.review_dates import BEFOREHAND
from testimonies.edition.publish import under_embargo, uses_told
from testimonies.vocabulary import USES, Answer, DecisionVerb, Status


class Why(models.TextChoices):
    """What a date that comes is about."""

    CONSENT_ENDS = "consent-ends", _("The consent ends.")
    ASK_AGAIN = "ask-again", _("The contributor is to be asked again.")
    REVIEW_DUE = "review-due", _("The review is due.")
    EMBARGO_ENDS = "embargo-ends", _("The embargo ends: readers find it from this day on.")


@dataclass(frozen=True)
class Due:
    """An account, the day, and why. `leaves` says that it goes out after that day unless somebody does something."""

    testimony: Testimony
    day: datetime.date
    why: Why

    @property
    def leaves(self) -> bool:
        return self.why != Why.EMBARGO_ENDS


def what_is_due(testimonies: QuerySet[Testimony]) -> list[Due]:
    """The dates of public accounts that come within thirty days, the nearest first; of each account what ends first."""
    embargoes = under_embargo()
    until = timezone.localdate() + BEFOREHAND
    leaving = [_first(row) for row in _near(testimonies)]
    early = testimonies.filter(
        public_version__isnull=False, code__in=[code for code, day in embargoes.items() if day <= until]
    )
    coming = [Due(row, embargoes[row.code], Why.EMBARGO_ENDS) for row in early]
    return sorted([*leaving, *coming], key=lambda due: (due.day, due.testimony.code))


def count_leaving(testimonies: QuerySet[Testimony]) -> int:
    """How many of them go out within thirty days unless somebody does something. Asks the desk alone."""
    return _near(testimonies).count()


def lapsed_lately(testimonies: QuerySet[Testimony]) -> list[tuple[Testimony, datetime.date, str]]:
    """What the clock took out within the last thirty days and nobody has handed in since, the latest first, and why."""
    since = timezone.now() - BEFOREHAND
    last = Decision.objects.filter(testimony__in=testimonies.filter(status=Status.LAPSED), verb=DecisionVerb.LAPSE)
    rows = last.filter(at__gte=since).select_related("testimony", "kept_reason").order_by("-pk")
    return [(row.testimony, row.at.date(), _in_words(row)) for row in rows if row.testimony]


def notices_behind(testimonies: QuerySet[Testimony]) -> list[Testimony]:
    """The public accounts whose contributor refused a use, or wants to be asked, and whose page does not say so."""
    newest = Consent.objects.filter(contributor=OuterRef("contributor")).on_record(timezone.localdate()).newest_first()
    answers = "contributor__consents__answers"
    asked = testimonies.filter(public_version__isnull=False).annotate(newest=Subquery(newest.values("pk")[:1]))
    rows = asked.filter(
        contributor__consents=F("newest"),
        **{f"{answers}__scope__in": USES, f"{answers}__answer__in": [Answer.NO, Answer.ASK]},
    ).values_list("code", f"{answers}__scope", f"{answers}__answer")
    told = uses_told()
    behind = {code for code, use, answer in rows if not _is_told(use, answer, *told.get(code, (set(), set())))}
    return list(testimonies.filter(code__in=behind).order_by("code"))


def _is_told(use: str, answer: str, refused: Set[str], asked: Set[str]) -> bool:
    return use in refused or (answer == Answer.ASK and use in asked)


def _near(testimonies: QuerySet[Testimony]) -> QuerySet[Testimony]:
    today = timezone.localdate()
    until = today + BEFOREHAND
    newest = Consent.objects.filter(contributor=OuterRef("contributor")).on_record(today).newest_first()
    dated = testimonies.filter(public_version__isnull=False).annotate(
        expires=Subquery(newest.values("expires_on")[:1]), asked=Subquery(newest.values("review_on")[:1])
    )
    return dated.filter(Q(review_on__lte=until) | Q(expires__lte=until) | Q(asked__lte=until))


def _first(row: Testimony) -> Due:
    days = {Why.CONSENT_ENDS: row.expires, Why.ASK_AGAIN: row.asked, Why.REVIEW_DUE: row.review_on}  # type: ignore[attr-defined]
    # Where a review is due on the day the consent ends, a review alone does not help.
    why, day = min(((why, day) for why, day in days.items() if day), key=lambda pair: pair[1])
    return Due(row, day, why)


def _in_words(decision: Decision) -> str:
    code = decision.reason_shown
    return str(LapseReason(code).label) if code in LapseReason.values else code
