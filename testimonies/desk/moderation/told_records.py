"""Does what the gate counts accounts by follow from what was published? A row put in by hand would be company."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from testimonies.desk.models import Publication, Testimony, Told
from testimonies.desk.moderation.contexts import Contexts
from testimonies.desk.moderation.told import cited
from testimonies.edition.publish import Snapshot

_BATCH = 500
_Content = dict[str, Any]


def told_strays() -> Iterator[str]:
    """One sentence for each account that the gate counts by something else than its versions, or not at all.

    `records` names the versions that no decision vouches for, so that here they are believed. How many an account was
    like when it was published (`Told.k`) was counted on that day, and nothing that is kept says it again.
    """
    contexts = Contexts()
    public = Publication.objects.exclude(content={}).order_by().values_list("testimony", flat=True)
    numbers = sorted({*public, *Told.objects.order_by().values_list("testimony", flat=True)})
    for start in range(0, len(numbers), _BATCH):
        batch = numbers[start : start + _BATCH]
        codes = dict(Testimony.objects.filter(pk__in=batch).values_list("pk", "code"))
        told = {row.testimony_id: row for row in Told.objects.filter(testimony__in=batch)}
        versions: dict[int, list[_Content]] = {}
        ledger = Publication.objects.filter(testimony__in=batch).order_by("version")
        for number, content in ledger.values_list("testimony", "content"):
            versions.setdefault(number, []).append(content)
        for number in batch:
            if wrong := _wrong(told.get(number), versions.get(number, []), contexts):
                yield f"{codes.get(number, 'An account that is not there')}: {wrong}"


def _wrong(told: Told | None, versions: Sequence[_Content], contexts: Contexts) -> str:
    if told is None:
        return "it was public, and what the gate counts it by is missing." if any(versions) else ""
    if not any(versions):
        return "the gate counts it as public, and no version of it was, or is kept."
    try:
        follows = _follows(told, versions, contexts)
    except (KeyError, TypeError, ValueError, AttributeError, StopIteration):
        follows = False
    return "" if follows else "what the gate counts it by is not what its versions said."


def _follows(told: Told, versions: Sequence[_Content], contexts: Contexts) -> bool:
    kept = [Snapshot.from_content(content) for content in versions if content]
    held, said = contexts.coarse(**told.fields()), [contexts.of(snapshot) for snapshot in kept]
    # Where versions were erased for safety, the row alone still knows what they told.
    if len(kept) < len(versions):
        said = [held, said[-1]]
    agreed = (held, told.synthetic, told.citations)
    return agreed == (contexts.of_all(said), kept[-1].synthetic, cited(snapshot.citation for snapshot in kept))
