"""Do the records say what the log says of them? A record beside a whole log may have been written by hand."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F, OuterRef, Q, Subquery

from testimonies.desk.models import Decision, Publication, Testimony
from testimonies.desk.moderation.photo_snapshots import picture_names
from testimonies.desk.moderation.rights import used_by
from testimonies.desk.moderation.vouched import NotVouchedFor, Vouched
from testimonies.vocabulary import DecisionVerb

_PUBLIC = (DecisionVerb.PUBLISH, DecisionVerb.WITHDRAW, DecisionVerb.LAPSE)


def strays() -> Iterator[str]:
    """One sentence for each record that is not what the decisions say, and none where all are. Changes nothing."""
    yield from _states()
    yield from _public_versions()
    yield from _publications()


def _states() -> Iterator[str]:
    """Where a record stands is what its last decision says, and every record has one."""
    last = Decision.objects.that_changed().filter(testimony=OuterRef("pk")).order_by("-pk")
    said = Testimony.objects.annotate(said=Subquery(last.values("to_status")[:1])).order_by("code")
    for code in said.filter(said=None).values_list("code", flat=True):
        yield f"{code} was put in: no decision says where it comes from."
    for code in said.filter(~Q(status=F("said"))).values_list("code", flat=True):
        yield f"{code} does not stand where its last decision left it."


def _public_versions() -> Iterator[str]:
    """What is public is what was published last, if nobody took it out since; and that it can be read."""
    last = Decision.objects.filter(testimony=OuterRef("pk"), verb__in=_PUBLIC).order_by("-pk")
    readable = Publication.objects.in_force().filter(testimony=OuterRef("pk"), version=OuterRef("public_version"))
    rows = Testimony.objects.annotate(
        said=Subquery(last.values("version")[:1]), held=Subquery(readable.values("version")[:1])
    )
    for code, public, said, held in rows.order_by("code").values_list("code", "public_version", "said", "held"):
        if public != said:
            yield f"{code}: what is public of it is not what its decisions say."
        elif public != held:
            yield f"{code}: what is public of it is missing from the ledger."


def _publications() -> Iterator[str]:
    log = Vouched()
    ledger = Publication.objects.select_related("decision", "testimony").order_by("testimony__code", "version")
    for row in ledger.iterator(500):
        named = f"{row.testimony.code} v{row.version}"
        is_public = row.testimony.public_version is not None and not row.lapsed
        try:
            if row.content and not _agrees(row, log):
                yield f"{named}: what is kept of its publication is not what was decided."
            elif row.content and is_public:
                log.readable(row)
        except NotVouchedFor:
            yield f"{named}: it would be read, though its decisions say that it may not."
    for number in Decision.objects.filter(verb=DecisionVerb.PUBLISH, publication=None).values_list("pk", flat=True):
        yield f"The version that decision {number} published is missing from the ledger."


def _agrees(row: Publication, log: Vouched) -> bool:
    """Whether the row is what its decision signed, and says of its own words what they say."""
    try:
        snapshot = log.written(row)
    except NotVouchedFor:
        return False
    facts = row.decision.facts
    if "replaces" not in facts:
        # From before decisions said so.
        return True
    rights = sorted(scope.value for scope in used_by(snapshot))
    return (row.replaces, row.rights, row.pictures) == (facts["replaces"], rights, picture_names(snapshot))
