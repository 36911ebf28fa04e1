"""What an erasure takes, one function for each kind of data. Each returns how many rows or fields held something.

A new kind of private data gets its function here; `tests/walls/test_erasure.py` fails until it has one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Field, Model, Q, QuerySet

from testimonies.desk.models import (
    Approval,
    ConsentCondition,
    Contributor,
    Decision,
    KnownWords,
    Publication,
    Reason,
    ReceiptCode,
    StaffSession,
    Testimony,
    Told,
)
from testimonies.desk.photos.files import sweep_after_commit
from testimonies.receipts.counter import drop
from testimonies.vocabulary import Status

# What the record says of the account. Code and state stay: the tombstone and the log need them.
_FACTS = (
    *("sector", "place", "period_from", "period_to", "recruitment", "exit", "source_kind", "citation", "source_url"),
    *("standing", "warnings", "public_notes", "public_from", "review_on"),
)


def sealed_fields(testimony: Testimony) -> int:
    """The sealed boxes: also whoever has the private key finds none."""
    return testimony.sealed.all().delete()[0]


def texts(testimony: Testimony) -> int:
    return testimony.texts.all().delete()[0]


def photos(testimony: Testimony) -> int:
    """Rows, words and files, the encrypted originals among them."""
    count, _ = testimony.photos.all().delete()
    sweep_after_commit()
    return count


def tags(testimony: Testimony) -> int:
    return testimony.tags.all().delete()[0]


def old_versions(testimony: Testimony) -> int:
    """The ledger's snapshots. That there was a version, and its fingerprint, stays."""
    return testimony.publications.exclude(content={}).update(content={})


def notes(testimony: Testimony) -> int:
    kept = Testimony.objects.filter(pk=testimony.pk).values_list("notes", flat=True).first()
    testimony.notes = ""
    testimony.save(update_fields=["notes"])
    return int(bool(kept))


def reasons(testimony: Testimony) -> int:
    """With their salt: the hash that stays in the log confirms no guess any more."""
    return Reason.objects.filter(decision__testimony=testimony).delete()[0]


def facts(testimony: Testimony) -> int:
    """Context, source and public notes, back to what an empty record says."""
    held = 0
    for name in _FACTS:
        empty = cast("Field[Any, Any]", Testimony._meta.get_field(name)).get_default()
        held += getattr(testimony, name) != empty
        setattr(testimony, name, empty)
    testimony.save(update_fields=[*_FACTS, "changed_at"])
    return held


def told(testimony: Testimony) -> int:
    """What the gate counted it by. Accounts like it may turn out rarer by that, which errs on the safe side."""
    return Told.objects.filter(testimony=testimony).delete()[0]


def contributor(testimony: Testimony) -> int:
    """The pseudonym and the conditions, unless the same person gave another account that is still kept.

    The rest of a consent holds dates and closed words, and the proof that there was one stays: the database lets
    nobody delete it.
    """
    person = testimony.contributor
    _salts(testimony.decisions.all())
    others = person.testimonies.exclude(pk=testimony.pk)
    if others.filter(~Q(status=Status.WITHDRAWN) | Q(texts__isnull=False)).exists():
        return 0
    _salts(Decision.objects.filter(testimony__contributor=person))
    conditions = ConsentCondition.objects.filter(consent__contributor=person).exclude(words="")
    count = conditions.update(words="") + bool(person.pseudonym)
    person.pseudonym = ""
    person.save(update_fields=["pseudonym"])
    return count


def _salts(decisions: QuerySet[Decision]) -> None:
    """Without them what the log keeps of a consent confirms no guess at its conditions."""
    Approval.objects.filter(decision__in=decisions).update(salt="")
    Publication.objects.filter(decision__in=decisions).update(salt="")


def settlements(testimony: Testimony) -> int:
    """What was settled about findings, and with it the way back from the vaguer words."""
    return testimony.settlements.all().delete()[0]


def known_words(testimony: Testimony) -> int:
    """The keyed hashes of what was sealed."""
    return KnownWords.objects.filter(testimony=testimony).delete()[0]


def log_entries(testimony: Testimony) -> int:
    """The admin's own notes of what was changed, which name the objects."""
    about: list[tuple[type[Model], int]] = [(Testimony, testimony.pk), (Contributor, testimony.contributor_id)]
    return sum(
        LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(model), object_id=str(pk)).delete()[0]
        for model, pk in about
    )


def sessions(testimony: Testimony) -> int:
    """Those that have something to say about the account, such as a message not yet shown; they sign in again."""
    named = [session.pk for session in StaffSession.objects.iterator() if testimony.code in str(session.get_decoded())]
    return StaffSession.objects.filter(pk__in=named).delete()[0]


def corrections(testimony: Testimony) -> int:
    """What the contributor asked for in their own words."""
    return testimony.corrections.all().delete()[0]


def receipts(testimony: Testimony) -> int:
    """The hashes of the code, here and in the receipts' store, and what waits there: the paper opens nothing now."""
    return ReceiptCode.objects.filter(testimony=testimony).delete()[0] + drop(testimony.code)


ERASERS: Mapping[str, Callable[[Testimony], int]] = {
    eraser.__name__: eraser
    for eraser in (
        *(sealed_fields, texts, photos, tags, old_versions, notes, reasons, facts),
        *(settlements, known_words, told, log_entries, sessions, contributor, corrections, receipts),
    )
}
