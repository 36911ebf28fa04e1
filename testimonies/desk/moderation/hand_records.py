"""Do the records name the people whom the log names?"""

from __future__ import annotations

from collections.abc import Iterator

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
    rows = Publication.objects.annotate(
        approver=Subquery(approvals.values("actor")[:1]), approval=Subquery(approvals.values("facts")[:1])
    ).order_by("testimony__code", "version")
    signed = ("submitted_by", "approved_by", "custodian", "published_by")
    said = ("approver", "decision__actor", "approval")
    # One whose decision is gone is not among them: the log names what is missing from it.
    for code, version, *row in rows.values_list("testimony__code", "version", *signed, *said):
        submitted_by, approved_by, custodian, published_by, approver, publisher, facts = row
        told = facts or {}
        agrees = (
            submitted_by == told.get("submitted_by", submitted_by)
            and approved_by == (approver or approved_by)
            and custodian == told.get("custodian", custodian)
            # Empty in rows from before it was asked.
            and published_by in {None, publisher}
        )
        if not agrees:
            yield f"{code} v{version}: who signed for it is not what the log says."
