"""Somebody who gave several accounts counts once among those who fit a description, whichever of them it fits.

Whoever fits a description with two accounts fits it with what the two have in common, and the other way round. So each
account counts one, what two have in common takes one back, what three have in common gives one again, and so on.
"""

from collections.abc import Iterable, Mapping

from testimonies.deidentify.population import NOT_STATED, PLAIN, Context, lineage


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
        counts = {context: number for context, number in counts.items() if number}
    return counts


def common(one: Context, other: Context, parents: Mapping[str, str]) -> Context:
    """The narrowest description that both fit."""
    above = lineage(other.place, parents)
    years = [year for each in (one, other) for year in (each.period_from, each.period_to) if year is not None]
    first, last = (min(years), max(years)) if len(years) == 4 else (None, None)
    plain = {name: getattr(one, name) if getattr(one, name) == getattr(other, name) else NOT_STATED for name in PLAIN}
    place = next(place for place in lineage(one.place, parents) if place in above)
    return Context(place=place, period_from=first, period_to=last, **plain)
