"""What an account has told the world: kept when it is published, and counted by the gate."""

from __future__ import annotations

from collections.abc import Iterable

from testimonies.deidentify.risk import Judgement
from testimonies.desk.models import Testimony, Told
from testimonies.desk.moderation.contexts import Contexts
from testimonies.desk.moderation.risk import COUNTED
from testimonies.edition.publish import Snapshot


def remember_told(
    snapshot: Snapshot, testimony: Testimony, contexts: Contexts, judgement: Judgement, *, safety: bool
) -> None:
    """Keep what the account has told once `snapshot` is public, and how many it was like on that day.

    With `safety` what earlier versions cited goes with these versions, because it is words; their coarse facts stay.
    """
    told = Told.objects.filter(testimony=testimony).first()
    earlier = [contexts.coarse(**told.fields())] if told else []
    said = {
        **contexts.of_all([*earlier, contexts.of(snapshot)])._asdict(),
        "synthetic": snapshot.synthetic,
        "citations": cited([*(told.citations if told and not safety else ()), snapshot.citation]),
        # With the earlier versions, as the report of those that became rarer counts.
        "k": min(judgement.k_with_earlier, COUNTED),
    }
    Told.objects.update_or_create(testimony=testimony, defaults=said)


def cited(citations: Iterable[str]) -> list[str]:
    """Each citation once, in the order of the versions; a version that cites nothing adds none."""
    return list(dict.fromkeys(filter(None, citations)))
