"""The checkers of the de-identification assistant, for `requirements`."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from testimonies.desk.assistant.kinds import kind_label
from testimonies.desk.assistant.look import look_at
from testimonies.desk.assistant.outside import outside_the_texts
from testimonies.desk.assistant.public import field_label, originals_in
from testimonies.desk.models import Testimony
from testimonies.desk.moderation.refusals import Issue
from testimonies.desk.moderation.snapshots import NoConsent, snapshot_of
from testimonies.desk.safe.keyring import Unreadable


def is_settled(testimony: Testimony, actor: User) -> Iterator[Issue]:
    """Somebody decided about everything that was found in the words of the account."""
    try:
        count = len(look_at(testimony).open)
    except Unreadable:
        yield _unreadable()
        return
    if count:
        sentence = _("Findings that can say who somebody is and are not settled yet: %(count)s.")
        yield Issue("findings", sentence % {"count": count})


def reaches_nobody(testimony: Testimony, actor: User) -> Iterator[Issue]:
    """The pseudonym and the address of the source are no way to reach a person: nothing could stand instead of it."""
    for found in sorted(set(outside_the_texts(testimony))):
        sentence = _("%(where)s holds what must not be public (%(kind)s); change it.")
        yield Issue("reach", sentence % {"where": field_label(found.where), "kind": kind_label(found.kind)})


def holds_no_original(testimony: Testimony, actor: User) -> Iterator[Issue]:
    """Nothing that was generalised, or sealed, stands in anything that would become public."""
    try:
        residues = originals_in(snapshot_of(testimony, on=timezone.localdate()), testimony)
    except NoConsent:
        # Nothing of it would become public.
        return
    except Unreadable:
        yield _unreadable()
        return
    for residue in residues:
        sentence = _("%(where)s still holds what was generalised or sealed (%(kind)s).")
        yield Issue("residue", sentence % {"where": field_label(residue.where), "kind": kind_label(residue.kind)})


def _unreadable() -> Issue:
    return Issue("findings", _("What was settled cannot be read: its key is missing, or it was altered."))
