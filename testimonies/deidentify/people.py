"""Somebody who gave several accounts counts once among those who fit a description, whichever of them it fits.

Whoever fits a description with two accounts fits it with what the two have in common, and the other way round. So each
account counts one, what two have in common takes one back, what three have in common gives one again, and so on.
"""

from collections.abc import Iterable, Mapping

from testimonies.deidentify.population import NOT_STATED, Context, lineage


def once(accounts: Iterable[Context], parents: Mapping[str, str]) -> dict[Context, int]:
    """How often each context counts: over those that fit a description the sum is one, or nought where none does."""
    counts: dict[Context, int] = {}
    for account in accounts:
        more = {account: 1}
        for context, number in counts.items():
            shared = common(context, account, parents)
            more[shared] = more.get(shared, 0) - number
        for context, number in more.items():
            counts[context] = counts.get(context, 0) + number
    return {context: number for context, number in counts.items() if number}


def common(one: Context, other: Context, parents: Mapping[str, str]) -> Context:
    """The narrowest description that both fit."""
    place, first, last = one.place, None, None
    if place != other.place:
        above = lineage(other.place, parents)
        place = next(place for place in lineage(one.place, parents) if place in above)
    if one.period_from is not None and other.period_from is not None:
        first = min(one.period_from, other.period_from)
        last = max(one.period_to or first, other.period_to or first)
    return Context(
        place,
        one.sector if one.sector == other.sector else NOT_STATED,
        first,
        last,
        one.recruitment if one.recruitment == other.recruitment else NOT_STATED,
        one.exit if one.exit == other.exit else NOT_STATED,
        one.source if one.source == other.source else NOT_STATED,
        one.language if one.language == other.language else NOT_STATED,
    )
