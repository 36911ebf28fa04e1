"""Is the withdrawals feed what was signed, and what decisions say?"""

from __future__ import annotations

from collections.abc import Iterator

from testimonies.desk.chain.signing import Signer
from testimonies.desk.moderation.feed import KEY, kept_entries, signed_entries
from testimonies.desk.moderation.feed_vouched import kept_and_decided


def feed() -> Iterator[str]:
    """One sentence for each entry that is not what mirrors were told, or, where they were not told yet, that no
    decision says. What mirrors know and the desk does not is no fault: it was restored from an earlier backup."""
    present, known = signed_entries(Signer(KEY)), kept_entries()
    told = list(present.entries) if present else []
    held = {entry.number: entry for entry in known}
    for entry in told:
        if held.get(entry.number, entry) != entry:
            yield f"Entry {entry.number} of the withdrawals feed is not as it was signed."
    waiting = [entry for entry in known if entry.number > len(told)]
    for entry, decided in zip(waiting, kept_and_decided(told, waiting), strict=True):
        if not decided:
            yield f"Entry {entry.number} of the withdrawals feed was put in: no decision says that of {entry.code}."
