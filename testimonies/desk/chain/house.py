"""What the gate counts with, held against the log: the limit of the house, and what is known outside."""

from __future__ import annotations

from collections.abc import Iterator

from testimonies.desk.models import Decision, HouseRules, KnownOutside
from testimonies.vocabulary import DecisionVerb


def limit() -> Iterator[str]:
    """The least k in force is what the last change of it says, or what a new house begins with."""
    change = Decision.objects.filter(verb=DecisionVerb.SET_RULES).order_by("-pk").first()
    said = change.facts.get("after") if change else HouseRules().k
    held = HouseRules.objects.values_list("k", flat=True).first() or HouseRules().k
    if held != said:
        yield f"The least number of accounts alike is {held}; the log says {said}."


def known_outside() -> Iterator[str]:
    """What counts as known outside is what the log says somebody confirmed, word for word, and another entered."""
    verbs = (DecisionVerb.ENTER_OUTSIDE, DecisionVerb.CONFIRM_OUTSIDE)
    decided = list(Decision.objects.filter(verb__in=verbs).order_by("pk"))
    last = {row.facts.get("entry"): row for row in decided}
    entered = {row.facts.get("entry"): row.actor_id for row in decided if row.verb == DecisionVerb.ENTER_OUTSIDE}
    for number, by in KnownOutside.objects.order_by("pk").values_list("pk", "entered_by"):
        # Without a decision it is from before they were taken, and counts for nothing until one is.
        if entered.get(number, by) != by:
            yield f"Account known outside {number} was entered by somebody else than it says."
    for entry in KnownOutside.objects.confirmed().order_by("pk"):
        said = last.get(entry.pk)
        signed = said and (said.verb, said.actor_id, said.fingerprint)
        if signed != (DecisionVerb.CONFIRM_OUTSIDE, entry.confirmed_by_id, entry.fingerprint):
            yield f"Account known outside {entry.pk} counts as it is, and the log does not say who confirmed that."
