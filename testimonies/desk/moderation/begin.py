"""How every verb begins: permission, lock, state."""

from django.contrib.auth.models import User
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from testimonies.desk.models import Testimony
from testimonies.desk.moderation.refusals import NotPermitted, WrongState
from testimonies.desk.moderation.transitions import BY_THE_CLOCK, PERMISSION, leads_on
from testimonies.vocabulary import DecisionVerb, Status


def begin(verb: DecisionVerb, testimony: Testimony, actor: User) -> Testimony:
    """The testimony, locked until the transaction ends, in a state the verb may start from.

    The lock keeps two reviewers who press at once from both passing the state check: the second waits, reads the
    state the first left behind, and is told who changed it.

    Raises `NotPermitted` or `WrongState`.
    """
    if not may(actor, verb, testimony):
        raise NotPermitted(_("Your role does not allow this."), verb)
    locked = Testimony.objects.select_for_update().get(pk=testimony.pk)
    if not leads_on(verb, locked.status, is_public=locked.public_version is not None):
        last = locked.decisions.all().that_changed().select_related("actor").last()
        raise WrongState(
            verb, Status(locked.status), last.actor.get_username() if last else "", last.at if last else None
        )
    return locked


def begin_whole(verb: DecisionVerb, testimony: Testimony, actor: User) -> Testimony:
    """`begin`, for a verb that reads the whole account and changes no word of it: each table is read once."""
    locked = begin(verb, testimony, actor)
    prefetch_related_objects([locked], "contributor", "texts", "tags")
    return locked


def may(actor: User, verb: DecisionVerb, testimony: Testimony) -> bool:
    """Whether the role allows the verb, on this testimony: without the wider permission, only on one's own."""
    if verb in BY_THE_CLOCK or not (actor.is_active and actor.has_perm(PERMISSION[verb])):
        return False
    return actor.has_perm("desk.view_every_testimony") or testimony.author_id == actor.pk
