"""Take accounts out of the edition whose consent, or whose review date, has passed."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db import models, transaction
from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from testimonies.desk.models import Consent, Decision, Owed, Publication, Testimony
from testimonies.desk.moderation.decide import decide
from testimonies.desk.moderation.hide import hide
from testimonies.desk.moderation.partners import note_partners
from testimonies.desk.moderation.rights import permitted
from testimonies.desk.moderation.settle import settle_after_commit
from testimonies.desk.photos.files import forget_derived
from testimonies.desk.stand_in import CLOCK, stand_in
from testimonies.vocabulary import DecisionVerb

logger = logging.getLogger(__name__)


class LapseReason(models.TextChoices):
    """Why an account lapsed: codes, so that the decision holds no word of anybody's."""

    CONSENT_ENDED = "consent-ended", _("The consent has ended.")
    CONSENT_NARROWED = "consent-narrowed", _("The newest consent does not allow what was public.")
    EMBARGO_SET = "embargo-set", _("The newest consent says: not before a day that has not come.")
    CONDITION_SET = "condition-set", _("The newest consent sets a condition that nobody has ticked as met.")
    BASIS_CHANGED = "basis-changed", _("The newest consent stands on another basis than the account says.")
    OTHER_CONTRIBUTOR = "other-contributor", _("The consent it was published under is another contributor's.")
    REVIEW_PASSED = "review-passed", _("The day of the review has passed.")
    CHECK_FAILED = "check-failed", _("It could not be checked whether the consent still holds.")


class NotLapsed(Exception):
    """Some accounts that are due could not be taken out; they are hidden, and tried again. `codes` says which."""

    def __init__(self, codes: Sequence[str]) -> None:
        self.codes = tuple(codes)
        super().__init__(f"{len(codes)} accounts could not be taken out")


def lapse_what_is_due() -> int:
    """Take out every account that is not covered any more, and return how many. Cheap where nothing is due.

    Fails closed: a record whose check fails goes out like one whose consent ended, and what cannot be taken out is
    hidden like what is being withdrawn. Raises `NotLapsed` once all were tried.
    """
    today = timezone.localdate()
    found = [(testimony, reason) for testimony in suspects(today) if (reason := why_due(testimony, today))]
    lapsed, stuck = 0, []
    for testimony, reason in found:
        try:
            lapsed += lapse(testimony=testimony, reason=reason) is not None
        except Exception as error:  # noqa: BLE001 (one that is stuck must not keep the others public)
            logger.error("An account that is due could not be taken out: %s", type(error).__name__)
            hide(testimony.code)
            stuck.append(testimony.code)
    if stuck:
        raise NotLapsed(stuck)
    return lapsed


@transaction.atomic
def lapse(*, testimony: Testimony, reason: LapseReason) -> Decision | None:
    """Withdraw what is public until a new consent or review; None where another process was quicker.

    The decision is taken by nobody's hand: its actor is an account without a password that cannot sign in.
    """
    locked = Testimony.objects.select_for_update().get(pk=testimony.pk)
    if locked.public_version is None:
        return None
    locked.publications.update(lapsed=True)
    forget_derived(locked)
    decision = decide(DecisionVerb.LAPSE, locked, clock(), reason=reason.value)
    Owed.objects.create(testimony=locked, decision=decision)
    note_partners(locked, on=decision.at.date())
    hide(locked.code)
    settle_after_commit()
    return decision


def clock() -> User:
    """The account that stands for the passing of time."""
    return stand_in(CLOCK)


def suspects(today: datetime.date) -> models.QuerySet[Testimony]:
    """The public accounts of which something has passed, or changed, since they were published.

    Everything else was looked at when it was published, and rows of consent do not change.
    """
    newest = Consent.objects.filter(contributor=OuterRef("contributor")).on_record(today).newest_first()
    shown = Publication.objects.filter(testimony=OuterRef("pk"), version=OuterRef("public_version"))
    return (
        Testimony.objects.public()
        .annotate(
            newest=Subquery(newest.values("pk")[:1]),
            expires=Subquery(newest.values("expires_on")[:1]),
            asked=Subquery(newest.values("review_on")[:1]),
            under=Subquery(shown.values("consent")[:1]),
        )
        .filter(
            Q(review_on=None)
            | Q(review_on__lt=today)
            | Q(newest=None)
            | Q(under=None)
            | ~Q(newest=F("under"))
            | Q(expires__lt=today)
            | Q(asked__lt=today)
        )
        .select_related("contributor")
    )


def why_due(testimony: Testimony, today: datetime.date) -> LapseReason | None:
    """`why_not_public`, and where that cannot be said, that it cannot."""
    try:
        return why_not_public(testimony, today)
    except Exception as error:  # noqa: BLE001 (whatever went wrong, what cannot be checked is not shown)
        logger.error("A consent could not be checked: %s", type(error).__name__)
        return LapseReason.CHECK_FAILED


def why_not_public(testimony: Testimony, today: datetime.date) -> LapseReason | None:
    """Why what is public may not be public on the day `today`; None where it may."""
    consent = testimony.contributor.consent_on(today)
    if consent is None:
        return LapseReason.CONSENT_ENDED
    if testimony.review_on is None or testimony.review_on < today:
        return LapseReason.REVIEW_PASSED
    # Every version that can be read, not the newest alone: an older one may show what the newer one left out.
    readable = testimony.publications.filter(lapsed=False).exclude(content={})
    shown = [set(rights) for rights in readable.values_list("rights", flat=True)]
    if not all(shown) or set().union(*shown) - {scope.value for scope in permitted(consent)}:
        return LapseReason.CONSENT_NARROWED
    return _why_not_under(consent, testimony.publications.get(version=testimony.public_version or 0), today)


def _why_not_under(consent: Consent, publication: Publication, today: datetime.date) -> LapseReason | None:
    """What else `consent` asks for that it did not, or not so, when the `publication` was made."""
    if publication.consent is None or publication.consent == consent:
        return None
    if publication.consent.contributor_id != consent.contributor_id:
        return LapseReason.OTHER_CONTRIBUTOR
    if publication.consent.basis != consent.basis:
        return LapseReason.BASIS_CHANGED
    if consent.embargo_until and consent.embargo_until > today:
        return LapseReason.EMBARGO_SET
    met = publication.consent.conditions.filter(pk__in=publication.conditions_met).values("words")
    # A condition that was met under the consent before is the same one where it is said in the same words.
    unmet = consent.conditions.exclude(words="").exclude(words__in=met)
    return LapseReason.CONDITION_SET if unmet.exists() else None
