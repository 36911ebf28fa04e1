"""Withdraw a testimony because its contributor asked for it with a receipt code."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from testimonies.desk.models import Decision, Testimony
from testimonies.desk.moderation.withdraw import take_out
from testimonies.vocabulary import Status

BY_RECEIPT = "by-receipt"


@transaction.atomic
def withdraw_by_receipt(*, testimony: Testimony) -> Decision | None:
    """The same as a withdrawal by staff, in any state; None where the account is withdrawn already."""
    locked = Testimony.objects.select_for_update().get(pk=testimony.pk)
    if locked.status == Status.WITHDRAWN:
        return None
    return take_out(locked, contributor(), facts={"by": "contributor, by receipt"})


def contributor() -> User:
    """The account that stands for every holder of a code: nobody can sign in with it."""
    user, created = User.objects.get_or_create(username=BY_RECEIPT, defaults={"is_active": False})
    if created:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user
