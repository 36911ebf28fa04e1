"""Show an account again that was hidden by a request that did not come from the holder of its code."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from testimonies.desk.models import Decision, Testimony
from testimonies.desk.moderation.begin import begin
from testimonies.desk.moderation.carry_out import is_from_the_holder
from testimonies.desk.moderation.decide import decide
from testimonies.desk.moderation.refusals import Issue, Unmet
from testimonies.receipts.counter import denied_by, lift
from testimonies.vocabulary import DecisionVerb


@transaction.atomic
def show_again(*, testimony: Testimony, actor: User) -> Decision:
    """Take the entry away. What the contributor really asked for cannot be refused.

    Raises `NotPermitted`, `WrongState` or `Unmet`.
    """
    locked = begin(DecisionVerb.SHOW_AGAIN, testimony, actor)
    if locked.code in denied_by("contributor") and _is_from_the_holder(locked.code):
        raise Unmet([Issue("receipt", _("The contributor asked for this with their receipt code; it is being done."))])
    decision = decide(DecisionVerb.SHOW_AGAIN, locked, actor)
    transaction.on_commit(lambda: lift(locked.code, "contributor"))
    return decision


def _is_from_the_holder(code: str) -> bool:
    try:
        return is_from_the_holder(code)
    except OSError:
        # It may be the contributor's: what nobody can read nobody can refuse.
        sentence = _("The file that hides this cannot be read; somebody has to look at it on the server.")
        raise Unmet([Issue("receipt", sentence)]) from None
