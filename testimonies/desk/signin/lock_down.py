"""Close the desk to everybody at once, and open it again: for when somebody may be in it who should not."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from testimonies import durable
from testimonies.desk.chain.append import append
from testimonies.desk.models import AuthenticatorApp, Decision, Invitation, StaffSession
from testimonies.desk.moderation.refusals import NotPermitted
from testimonies.desk.moderation.transitions import PERMISSION
from testimonies.desk.stand_in import SERVER, stand_in
from testimonies.vocabulary import DecisionVerb


def is_locked_down() -> bool:
    """Asked before every page of the desk. A file, so that no row of the database and no restored backup opens it."""
    return _mark().exists()


def lock_down() -> Decision:
    """End every session and every open invitation, and keep the desk closed. Readers and receipt codes go on.

    Nobody is asked who they are: the hand that reaches the server first must be able to.
    """
    # First, so that the desk is closed whatever happens to the rest, which can be asked for again.
    durable.put(_mark(), b"", mode=0o600)
    with transaction.atomic():
        AuthenticatorApp.objects.update(pending="", pending_for="")
        ended = {
            "sessions": StaffSession.objects.all().delete()[0],
            # An intruder may have invited themselves.
            "invitations": Invitation.objects.open().update(revoked_at=timezone.now()),
        }
        return append(Decision(verb=DecisionVerb.LOCK_DOWN, actor=stand_in(SERVER), facts=ended))


def open_again(*, actor: User) -> Decision:
    """Let people sign in again. Raises `NotPermitted`."""
    if not (actor.is_active and actor.has_perm(PERMISSION[DecisionVerb.OPEN_AGAIN])):
        raise NotPermitted(_("Your role does not allow this."))
    decision = append(Decision(verb=DecisionVerb.OPEN_AGAIN, actor=actor))
    _mark().unlink(missing_ok=True)
    durable.flush_names(_mark().parent)
    return decision


def _mark() -> Path:
    return Path(settings.DATA_DIR) / "desk" / "locked-down"
