"""End the links of somebody who may not invite, or confirm, any more."""

from django.contrib.auth.models import User
from django.utils import timezone

from testimonies.desk.models import Invitation
from testimonies.desk.moderation.transitions import PERMISSION
from testimonies.vocabulary import DecisionVerb


def end_links(account: User) -> None:
    """Take back, for good, the open invitations that `account` made or confirmed and now may not: the role may come
    back one day, and a link that somebody kept must not."""
    # Anew, because permissions are remembered with the person.
    person, open_ones = User.objects.get(pk=account.pk), Invitation.objects.open()
    for verb, theirs in (
        (DecisionVerb.INVITE, open_ones.filter(made_by=person)),
        (DecisionVerb.CONFIRM, open_ones.filter(confirmed_by=person)),
    ):
        if not (person.is_active and person.has_perm(PERMISSION[verb])):
            theirs.update(revoked_at=timezone.now())
