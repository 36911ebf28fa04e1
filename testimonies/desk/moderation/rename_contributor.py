"""Give a contributor another pseudonym: it stands in every account of theirs, so it is an edit of each."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from testimonies.desk.models import Contributor, Decision, Testimony
from testimonies.desk.moderation.decide import decide
from testimonies.desk.moderation.refusals import NotPermitted
from testimonies.vocabulary import DecisionVerb, Status


@transaction.atomic
def rename_contributor(*, contributor: Contributor, pseudonym: str, actor: User) -> list[Decision]:
    """Store `pseudonym`, and return what was approved or is public to review. Raises `NotPermitted`."""
    if not (actor.is_active and actor.has_perm("desk.change_contributor")):
        raise NotPermitted(_("Your role does not allow this."))
    accounts = Testimony.objects.select_for_update().filter(contributor=contributor).exclude(status=Status.WITHDRAWN)
    # Locked before the name is stored: an approval given meanwhile must not cover a name that nobody approved.
    locked = list(accounts.order_by("pk"))
    contributor.pseudonym, contributor.renamed_by = pseudonym, actor
    contributor.save(update_fields=["pseudonym", "renamed_by"])
    return [decide(DecisionVerb.EDIT, account, actor, facts={"change": "pseudonym"}) for account in locked]
