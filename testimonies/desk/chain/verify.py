"""Is the log what this archive wrote? Every row that was removed, altered, moved or put in, by name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import F, OuterRef, Subquery

from testimonies.desk.chain.append_only import is_append_only
from testimonies.desk.chain.canonical import reason_hash, row_hash
from testimonies.desk.chain.head import Head, HeadForged, read_head
from testimonies.desk.chain.house import known_outside, limit
from testimonies.desk.chain.signing import Signer
from testimonies.desk.models import Approval, Decision, Reason
from testimonies.desk.safe.keyring import Unreadable
from testimonies.vocabulary import DecisionVerb

_BATCH = 500


def findings() -> Iterator[str]:
    """One sentence for each thing that is wrong with the log, and none where all is well. Changes nothing.

    Takes time in proportion to the number of decisions, and a hundred bytes of memory for each.
    """
    signer = Signer()
    written_as = {hashed: number for number, hashed in Decision.objects.order_by("-pk").values_list("pk", "hash")}
    last = Head()
    for number, row in _rows(sorted(written_as.values())):
        if row is None:
            yield f"Decision {number} was altered: it holds what no decision can."
            continue
        yield from _row(row, signer, written_as)
        yield from _link(row, last)
        last = Head(row.pk, row.hash)
    yield from _end(last, signer)
    yield from _reasons()
    yield from limit()
    yield from known_outside()
    if not is_append_only():
        yield "The database would let decisions be changed: its triggers are missing."


def _rows(numbers: list[int]) -> Iterator[tuple[int, Decision | None]]:
    """The rows in order, None for one that does not even read as a row: a day that is none, facts that are no JSON."""
    for start in range(0, len(numbers), _BATCH):
        batch = numbers[start : start + _BATCH]
        try:
            yield from [(row.pk, row) for row in Decision.objects.filter(pk__in=batch).order_by("pk")]
        except (ValueError, TypeError, AttributeError):
            yield from ((number, _one(number)) for number in batch)


def _one(number: int) -> Decision | None:
    try:
        return Decision.objects.get(pk=number)
    except (ValueError, TypeError, AttributeError):
        return None


def _row(row: Decision, signer: Signer, written_as: dict[str, int]) -> Iterator[str]:
    day: datetime | None = row.at
    named = f"Decision {row.pk} ({row.get_verb_display()}, {day.date() if day else 'no day'})"
    if not signer.signed("decision", row.hash, row.signature):
        yield f"{named} was altered or put in: this archive did not sign it."
    elif _hash(row) != row.hash:
        yield _moved(row, named, written_as) or f"{named} was altered."
    elif row.verb == DecisionVerb.APPROVE and not _approval_agrees(row):
        yield f"{named}: who signed, or what they ticked, is not what the log says."


def _approval_agrees(row: Decision) -> bool:
    """The signature beside the log is the one in it. Approvals from before the log held them say nothing there."""
    if "checklist" not in row.facts:
        return True
    told = {name: row.facts.get(name) for name in ("checklist", "submitted_by", "custodian")}
    said = {**told, "approved_by": row.actor_id}
    try:
        return (
            Approval.objects.values("checklist", "submitted_by", "approved_by", "custodian").get(decision=row) == said
        )
    except (Approval.DoesNotExist, ValueError):
        return False


def _hash(row: Decision) -> str:
    try:
        return row_hash(row)
    except (TypeError, ValueError):
        return ""


def _moved(row: Decision, named: str, written_as: dict[str, int]) -> str:
    """It is whole but for its number: try the number that its predecessor gives it."""
    place = written_as.get(row.previous, 0) + 1
    if place != row.pk:
        number, row.pk = row.pk, place
        whole, row.pk = _hash(row) == row.hash, number
        if whole:
            return f"{named} is not in its place: it was written as number {place}."
    return ""


def _link(row: Decision, last: Head) -> Iterator[str]:
    if row.previous == last.hash or _tells_of_a_restore(row, last):
        return
    if row.pk > last.number + 1:
        yield _missing(last.number + 1, row.pk - 1)
    else:
        yield f"Between decisions {last.number} and {row.pk} something was removed, moved or put in."


def _tells_of_a_restore(row: Decision, last: Head) -> bool:
    """A backup lacks the latest decisions; the restore says so in a signed row, and up to where the backup reached."""
    reached = (row.facts.get("kept"), row.facts.get("hash"))
    return row.verb == DecisionVerb.RESTORE and reached == (last.number, last.hash)


def _end(last: Head, signer: Signer) -> Iterator[str]:
    try:
        head = read_head(signer)
    except HeadForged:
        yield "The signed head beside the key was altered, or signed with another key."
        return
    if head is None:
        if last.number:
            yield "The signed head beside the key is missing: rows may have been cut off at the end."
    elif head.number > last.number:
        yield _missing(last.number + 1, head.number)
    elif head.number and not Decision.objects.filter(pk=head.number, hash=head.hash).exists():
        yield f"Decision {head.number} is not the one that the signed head names."


def _missing(first: int, last: int) -> str:
    if first == last:
        return f"Decision {first} is missing."
    return f"Decisions {first} to {last} are missing."


def _reasons() -> Iterator[str]:
    """A reason may be erased, where a later decision says so; it may not be altered."""
    for reason in Reason.objects.annotate(chained=F("decision__reason_hash")).order_by("pk").iterator(1000):
        try:
            if reason_hash(reason.salt, reason.words) != reason.chained:
                yield f"The reason of decision {reason.pk} was altered."
        except Unreadable as error:
            yield f"The reason of decision {reason.pk} cannot be read: {error}."
    gone = Decision.objects.exclude(reason_hash="").filter(kept_reason=None)
    erased = Decision.objects.filter(
        testimony=OuterRef("testimony"), verb=DecisionVerb.ERASE, pk__gt=OuterRef("pk")
    ).values("pk")[:1]
    for number in gone.annotate(erased=Subquery(erased)).filter(erased=None).values_list("pk", flat=True):
        yield f"The reason of decision {number} is missing, and no erasure says why."
