"""Submit a testimony for review."""

from django.contrib.auth.models import User
from django.db import transaction

from testimonies.desk.models import Decision, Testimony
from testimonies.desk.moderation.begin import begin_whole
from testimonies.desk.moderation.decide import decide
from testimonies.desk.moderation.requirements import require
from testimonies.vocabulary import DecisionVerb


@transaction.atomic
def submit(*, testimony: Testimony, actor: User) -> Decision:
    """Hand the draft to the reviewers. Raises `NotPermitted`, `WrongState` or `Unmet`."""
    locked = begin_whole(DecisionVerb.SUBMIT, testimony, actor)
    require(DecisionVerb.SUBMIT, locked, actor)
    return decide(DecisionVerb.SUBMIT, locked, actor)
