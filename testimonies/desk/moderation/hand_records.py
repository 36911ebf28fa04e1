"""Do the records name the people whom the log names?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import F, OuterRef, Q, Subquery

from testimonies.desk.models import Decision, Publication, Testimony
from testimonies.vocabulary import DecisionVerb


def hands() -> Iterator[str]:
    """One sentence for each record that says somebody else did it. Decisions from before they said so say nothing."""
    yield from _authors()
    yield from _signers()


def _authors() -> Iterator[str]:
    """An author sees the account, and so does whoever calls themselves that."""
    entered = Decision.objects.filter(testimony=OuterRef("pk"), verb=DecisionVerb.ACCESSION).order_by("pk")
    rows = Testimony.objects.annotate(entered_by=Subquery(entered.values("actor")[:1]))
    others = rows.filter(~Q(author=F("entered_by")), entered_by__isnull=False)
    for code in others.order_by("code").values_list("code", flat=True):
        yield f"{code} was entered by somebody else than it says."


def _signers() -> Iterator[str]:
    """Who handed in, approved, overrode and published, of each version."""
    approvals = Decision.objects.filter(
        testimony=OuterRef("testimony"), verb=DecisionVerb.APPROVE, pk__lt=OuterRef("decision")
    ).order_by("-pk")
    rows = Publication.objects.select_related("decision", "testimony").annotate(
        approver=Subquery(approvals.values("actor")[:1]), approval=Subquery(approvals.values("facts")[:1])
    )
    for row in rows.order_by("testimony__code", "version").iterator(500):
        if not _agrees(row, row.approver, row.approval):
            yield f"{row.testimony.code} v{row.version}: who signed for it is not what the log says."


def _agrees(row: Publication, approver: int | None, approval: Mapping[str, Any] | None) -> bool:
    told = approval or {}
    return (
        # Empty in rows from before it was asked.
        row.published_by_id in {None, row.decision.actor_id}
        and row.approved_by_id == (approver or row.approved_by_id)
        and row.submitted_by_id == told.get("submitted_by", row.submitted_by_id)
        and row.custodian_id == told.get("custodian", row.custodian_id)
    )
