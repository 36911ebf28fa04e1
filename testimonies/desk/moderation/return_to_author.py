"""Return a testimony to its author."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from testimonies.desk.models import Decision, Testimony
from testimonies.desk.moderation.begin import begin
from testimonies.desk.moderation.decide import decide
from testimonies.desk.moderation.refusals import Issue, Unmet
from testimonies.vocabulary import DecisionVerb


@transaction.atomic
def return_to_author(*, testimony: Testimony, actor: User, reason: str) -> Decision:
    """Give the record back as a draft, saying why. Raises `NotPermitted`, `WrongState` or `Unmet`."""
    locked = begin(DecisionVerb.RETURN, testimony, actor)
    if not reason.strip():
        raise Unmet([Issue("reason", _("Say what the author should change."))])
    return decide(DecisionVerb.RETURN, locked, actor, reason=reason.strip())
