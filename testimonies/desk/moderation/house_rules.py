"""The house's own rules, and the one way to change them."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from testimonies.desk.models import HouseRules, RuleChange
from testimonies.desk.moderation.refusals import Issue, NotPermitted, Unmet

LARGEST = 100


def least_k() -> int:
    """How many accounts must share the public facts of one."""
    return HouseRules.objects.get_or_create(pk=1)[0].k


@transaction.atomic
def set_least_k(k: int, *, actor: User) -> RuleChange:
    """Change it, and record who did. Raises `NotPermitted` or `Unmet`."""
    if not (actor.is_active and actor.has_perm("desk.change_houserules")):
        raise NotPermitted(_("Your role does not allow this."))
    if not 1 <= k <= LARGEST:
        raise Unmet([Issue("k", _("Give a number from 1 to %(most)s.") % {"most": LARGEST})])
    HouseRules.objects.get_or_create(pk=1)
    rules = HouseRules.objects.select_for_update().get(pk=1)
    change = RuleChange.objects.create(actor=actor, before=rules.k, after=k)
    rules.k = k
    rules.save(update_fields=["k"])
    return change
