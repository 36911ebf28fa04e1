"""The house's own rules, and the one way to change them."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from testimonies.desk.chain.append import append
from testimonies.desk.models import Decision, HouseRules
from testimonies.desk.moderation.refusals import Issue, NotPermitted, Unmet
from testimonies.desk.moderation.transitions import PERMISSION
from testimonies.vocabulary import DecisionVerb

# One alone would be a gate that holds nobody back.
SMALLEST, LARGEST = 2, 100


def least_k() -> int:
    """How many accounts must share the public facts of one."""
    return HouseRules.objects.get_or_create(pk=1)[0].k


@transaction.atomic
def set_least_k(k: int, *, actor: User) -> Decision:
    """Change it, and say so in the log: `verify_decisions` names a number that the log does not know.

    Raises `NotPermitted` or `Unmet`.
    """
    if not (actor.is_active and actor.has_perm(PERMISSION[DecisionVerb.SET_RULES])):
        raise NotPermitted(_("Your role does not allow this."))
    if not SMALLEST <= k <= LARGEST:
        numbers = {"least": SMALLEST, "most": LARGEST}
        raise Unmet([Issue("k", _("Give a number from %(least)s to %(most)s.") % numbers)])
    HouseRules.objects.get_or_create(pk=1)
    rules = HouseRules.objects.select_for_update().get(pk=1)
    before, rules.k = rules.k, k
    rules.save(update_fields=["k"])
    return append(Decision(verb=DecisionVerb.SET_RULES, actor=actor, facts={"before": before, "after": k}))
