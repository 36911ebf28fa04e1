"""Edit a testimony: whoever changes a word becomes one of its hands."""

from collections.abc import Callable

from django.contrib.auth.models import User
from django.db import transaction

from testimonies.desk.models import Decision, Testimony
from testimonies.desk.moderation.begin import begin
from testimonies.desk.moderation.decide import decide
from testimonies.vocabulary import DecisionVerb


@transaction.atomic
def edit(*, testimony: Testimony, actor: User, store: Callable[[], object]) -> Decision:
    """Run `store`, which writes the changed words, and return the record to review where it had left it.

    The lock comes before the words: an approval given meanwhile must not cover words nobody approved.

    Raises `NotPermitted` or `WrongState`, before `store` ran.
    """
    locked = begin(DecisionVerb.EDIT, testimony, actor)
    store()
    return decide(DecisionVerb.EDIT, locked, actor)
