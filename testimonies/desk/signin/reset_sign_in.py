"""Begin the sign-in of somebody anew from the server, where nobody is left at the desk who could invite them."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from testimonies.desk.models import Invitation
from testimonies.desk.signin.close_account import forget_factors
from testimonies.desk.signin.invite import renew
from testimonies.desk.signin.sessions import end_sessions
from testimonies.desk.stand_in import SERVER, stand_in
from testimonies.vocabulary import DecisionVerb


@transaction.atomic
def reset_sign_in(account: User) -> tuple[Invitation, str]:
    """Nothing opens the desk for `account` but the link of this invitation, whose token nothing keeps.

    The roles stay as they are. An account that was closed opens again with the link, and not before.
    """
    account = User.objects.select_for_update().get(pk=account.pk)
    # Without the factor, the password alone would be enough to set up another: whoever stole it would come in.
    account.set_unusable_password()
    account.save(update_fields=["password"])
    forget_factors(account)
    end_sessions(account)
    # Whoever had the account until now may have kept a link.
    Invitation.objects.open().filter(Q(made_by=account) | Q(confirmed_by=account)).update(revoked_at=timezone.now())
    return renew(DecisionVerb.RESET_SIGN_IN, actor=stand_in(SERVER), account=account, roles=account.groups.all())
