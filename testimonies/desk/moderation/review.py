"""Review a public account: it may stay."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from testimonies.desk.models import Decision, Testimony
from testimonies.desk.moderation.begin import begin
from testimonies.desk.moderation.decide import decide
from testimonies.desk.moderation.lapse import why_not_public
from testimonies.desk.moderation.refusals import Issue, Unmet
from testimonies.desk.moderation.review_dates import next_review
from testimonies.vocabulary import DecisionVerb


@transaction.atomic
def review(*, testimony: Testimony, actor: User) -> Decision:
    """Set the next review date. Raises `NotPermitted`, `WrongState`, or `Unmet` where the account is due to go out."""
    locked = begin(DecisionVerb.REVIEW, testimony, actor)
    today = timezone.localdate()
    reason = why_not_public(locked, today)
    if reason:
        raise Unmet([Issue("lapsed", str(reason.label)), Issue("again", _("It must be submitted and approved again."))])
    locked.review_on = next_review(locked, on=today)
    locked.save(update_fields=["review_on"])
    return decide(
        DecisionVerb.REVIEW,
        locked,
        actor,
        version=locked.public_version,
        facts={"review_on": locked.review_on.isoformat()},
    )
