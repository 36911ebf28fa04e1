"""Do the records say what the log says of them? A record beside a whole log may have been written by hand."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import F, OuterRef, Q, Subquery

from testimonies.desk.models import Approval, Consent, Decision, Publication, Testimony
from testimonies.desk.moderation.consent_hash import consent_hash
from testimonies.desk.moderation.feed_records import feed
from testimonies.desk.moderation.hand_records import hands
from testimonies.desk.moderation.invitation_records import invitations
from testimonies.desk.moderation.photo_snapshots import picture_names
from testimonies.desk.moderation.rights import used_by
from testimonies.desk.moderation.staff_records import roles, staff
from testimonies.desk.moderation.told_records import told_strays
from testimonies.desk.moderation.vouched import NotVouchedFor, Vouched
from testimonies.desk.seal import NoSealKey, key_facts, seal_key
from testimonies.vocabulary import DecisionVerb, Status

_PUBLIC = (DecisionVerb.PUBLISH, DecisionVerb.WITHDRAW, DecisionVerb.LAPSE)


def strays() -> Iterator[str]:
    """One sentence for each record that is not what the decisions say, and none where all are. Changes nothing."""
    yield from _states()
    yield from _public_versions()
    yield from _publications()
    yield from told_strays()
    yield from _consents()
    yield from _entered()
    yield from _review_dates()
    yield from _seal()
    yield from invitations()
    yield from hands()
    yield from staff()
    yield from roles()
    yield from feed()


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
            if not _is_of_its_day(row) or (row.content and not _agrees(row, log)):
                yield f"{named}: what is kept of its publication is not what was decided."
            elif row.content and is_public:
                log.readable(row)
        except NotVouchedFor:
            yield f"{named}: it would be read, though its decisions say that it may not."
    for number in Decision.objects.filter(verb=DecisionVerb.PUBLISH, publication=None).values_list("pk", flat=True):
        yield f"The version that decision {number} published is missing from the ledger."


def _is_of_its_day(row: Publication) -> bool:
    """Also where the words were erased: by a day that lies ahead a withdrawal would be told to nobody."""
    return bool(_day(row) == row.decision.facts.get("public_from", _day(row)))


def _day(row: Publication) -> str:
    return row.public_from.isoformat() if row.public_from else ""


def _agrees(row: Publication, log: Vouched) -> bool:
    """Whether the row is what its decision signed, and says of its own words what they say."""
    try:
        snapshot = log.written(row)
    except NotVouchedFor:
        return False
    facts = row.decision.facts
    if _day(row) != snapshot.public_from:
        return False
    if "replaces" not in facts:
        # From before decisions said so.
        return True
    rights = sorted(scope.value for scope in used_by(snapshot))
    return (row.replaces, row.rights, row.pictures) == (facts["replaces"], rights, picture_names(snapshot))


def _consents() -> Iterator[str]:
    """The consent behind what is public, or approved, is the one that was read then, answer by answer."""
    kept = {consent.pk: consent for consent in Consent.objects.prefetch_related("answers", "conditions")}
    public = Publication.objects.in_force().filter(version=F("testimony__public_version"))
    for code, facts, salt, consent in public.order_by("testimony__code").values_list(
        "testimony__code", "decision__facts", "salt", "consent"
    ):
        if "consent" in facts and not (consent == facts["consent"] and _as_read(kept, facts, salt)):
            yield f"{code}: the consent it is public under is not as it was read then."
    approvals = Approval.objects.filter(decision__testimony__status=Status.APPROVED).order_by("decision")
    last = {
        code: (facts, salt)
        for code, facts, salt in approvals.values_list("decision__testimony__code", "decision__facts", "salt")
    }
    for code, (facts, salt) in sorted(last.items()):
        if "consent" in facts and not _as_read(kept, facts, salt):
            yield f"{code}: the consent it was approved under is not as it was read then."


def _as_read(kept: Mapping[int, Consent], facts: Mapping[str, Any], salt: str) -> bool:
    consent = kept.get(facts["consent"])
    return consent is not None and consent_hash(consent, salt) == facts["consent_hash"]


def _entered() -> Iterator[str]:
    """Each consent was entered by whom a decision names, and each that a decision names is there.

    Those from before that was asked name nobody. They were stored first, so theirs are the lowest numbers.
    """
    said = Decision.objects.that_entered_a_consent().values_list("facts", "actor")
    named = {(facts["consent"], actor) for facts, actor in said}
    kept = list(Consent.objects.order_by("pk").only("entered_by"))
    first = next((consent.pk for consent in kept if consent.entered_by_id is not None), math.inf)
    for consent in kept:
        is_from_before = consent.entered_by_id is None and 0 < consent.pk < first
        if not is_from_before and (consent.pk, consent.entered_by_id) not in named:
            yield f"Consent {consent.pk} was put in, or altered: no decision says that whom it names entered it."
    for number in sorted({number for number, _ in named} - {consent.pk for consent in kept}):
        yield f"Consent {number} is missing: a decision says that it was entered."


def _review_dates() -> Iterator[str]:
    """What is public is to be looked at again on the day that was decided."""
    last = Decision.objects.filter(testimony=OuterRef("pk"), verb__in=(DecisionVerb.PUBLISH, DecisionVerb.REVIEW))
    rows = Testimony.objects.public().annotate(said=Subquery(last.order_by("-pk").values("facts")[:1]))
    for code, day, facts in rows.order_by("code").values_list("code", "review_on", "said"):
        if facts and facts.get("review_on", day and day.isoformat()) != (day and day.isoformat()):
            yield f"{code}: the day of its review is not the one that was decided."


def _seal() -> Iterator[str]:
    """What comes in is sealed to the key that was decided last."""
    verbs = (DecisionVerb.ROTATE_SEAL, DecisionVerb.RESTORE)
    last = Decision.objects.filter(verb__in=verbs, facts__has_key="key").last()
    if last is None:
        return
    try:
        key = seal_key()
    except (NoSealKey, ValueError, TypeError):
        yield f"The public seal key cannot be read: decision {last.pk} names it."
        return
    held = key_facts(key)
    if held != {name: last.facts.get(name, held[name]) for name in held}:
        yield f"The public seal key is not the one that decision {last.pk} names: others may open what comes in."
