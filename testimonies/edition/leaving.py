"""Rows of the edition on their way out."""

from __future__ import annotations

from django.db.models import QuerySet

from testimonies.edition.models import PublishedPhoto, PublishedTestimony
from testimonies.edition.pictures import sweep_after_commit
from testimonies.edition.snapshot import Snapshot
from testimonies.edition.stones import EverRead, put_stones_of_versions


def retire_before(snapshot: Snapshot, known: EverRead | None, *, safety: bool) -> None:
    """The versions before `snapshot`: history, or with `safety` erased. `known` is what of them somebody could read."""
    earlier = PublishedTestimony.objects.filter(code=snapshot.code, version__lt=snapshot.version)
    if not safety:
        earlier.update(current=False)
        return
    sweep_if_shown(earlier)
    put_stones_of_versions(snapshot, known)
    earlier.delete()


def sweep_if_shown(leaving: QuerySet[PublishedTestimony]) -> None:
    """Take the files of photographs away once the rows `leaving` are."""
    if PublishedPhoto.objects.filter(testimony__in=leaving).exists():
        sweep_after_commit()
