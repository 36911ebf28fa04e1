"""Confirm what somebody else entered as known outside: one person alone must not make up company for an account."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from testimonies.desk.chain.append import append
from testimonies.desk.models import Decision, KnownOutside
from testimonies.desk.moderation.confirmable import must_be_confirmable, not_by_the_same
from testimonies.desk.moderation.refusals import NotPermitted
from testimonies.desk.moderation.transitions import PERMISSION
from testimonies.vocabulary import DecisionVerb


@transaction.atomic
def confirm_outside(*, entry: KnownOutside, actor: User, shown: str) -> Decision:
    """Say that `actor` looked at what is cited, and that it says this of a person whom the archive counts nowhere else.

    `shown` is the fingerprint of what `actor` read: it may have been changed since.
    Raises `NotPermitted`, or `Unmet`, also where `actor` entered it.
    """
    if not (actor.is_active and actor.has_perm(PERMISSION[DecisionVerb.CONFIRM_OUTSIDE])):
        raise NotPermitted(_("Your role does not allow this."))
    locked = KnownOutside.objects.select_for_update().get(pk=entry.pk)
    must_be_confirmable(locked.fingerprint, shown, entered_by=locked.entered_by_id, actor=actor)
    if actor.pk == _entered_last(locked):
        raise not_by_the_same()
    locked.confirmed_by = actor
    locked.save(update_fields=["confirmed_by"])
    return append(
        Decision(verb=DecisionVerb.CONFIRM_OUTSIDE, actor=actor, fingerprint=shown, facts={"entry": locked.pk})
    )


def _entered_last(entry: KnownOutside) -> int | None:
    """Who entered it by the log: the row beside it is one that a hand may write."""
    entered = Decision.objects.filter(verb=DecisionVerb.ENTER_OUTSIDE, facts__entry=entry.pk).last()
    return entered.actor_id if entered else None
