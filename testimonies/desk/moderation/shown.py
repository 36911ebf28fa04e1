"""What somebody read before they signed for it, as one word that their page sends back."""

from __future__ import annotations

from django.utils.translation import gettext as _

from testimonies.desk.models import Testimony
from testimonies.desk.moderation.refusals import Issue, Unmet
from testimonies.edition.publish import Snapshot


def stands_for(snapshot: Snapshot, testimony: Testimony) -> str:
    """The same word for the same snapshot, whatever the day, and the same consent beside it.

    Conditions, ends and how it was given are shown, and are not in the snapshot; no row of a consent ever changes.
    """
    consent = testimony.contributor.consent
    return f"{snapshot.undated_fingerprint()}_{consent.pk if consent else 0}"


def must_be_as_shown(snapshot: Snapshot, testimony: Testimony, shown: str | None) -> None:
    """Nobody signs for what they did not see: an edit or a consent may have slipped in since. None was shown to nobody.

    Raises `Unmet`.
    """
    if shown not in {None, stands_for(snapshot, testimony)}:
        sentence = _("This text or its consent changed after it was shown to you; read it again.")
        raise Unmet([Issue("changed", sentence)])
