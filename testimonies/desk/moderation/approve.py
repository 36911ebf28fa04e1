"""Approve a testimony: the second pair of eyes."""

import secrets
from collections.abc import Collection

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from testimonies.desk.models import REVIEWED_ELSEWHERE, Approval, Check, Decision, Testimony
from testimonies.desk.moderation.begin import begin_whole
from testimonies.desk.moderation.consent_hash import consent_hash
from testimonies.desk.moderation.decide import decide
from testimonies.desk.moderation.override import overridden_by
from testimonies.desk.moderation.photo_checks import sign_for_photos
from testimonies.desk.moderation.refusals import Issue, Unmet
from testimonies.desk.moderation.requirements import require
from testimonies.desk.moderation.risk import Gate, stands_out
from testimonies.desk.moderation.risk_words import sentences
from testimonies.desk.moderation.shown import must_be_as_shown
from testimonies.desk.moderation.snapshots import snapshot_of
from testimonies.edition.publish import Snapshot
from testimonies.vocabulary import DecisionVerb


@transaction.atomic
def approve(
    *,
    testimony: Testimony,
    actor: User,
    checklist: Collection[str],
    looked_at: Collection[str] = (),
    shown: str | None = None,
    gate: Gate | None = None,
) -> Decision:
    """Sign for exactly what would become public now; publishing later checks that it is still the same.

    `checklist` holds the codes of `Check` that `actor` ticked, all of them; an import of records reviewed elsewhere
    gives `REVIEWED_ELSEWHERE` alone. `looked_at` names the photographs of which `actor` says that every face and mark
    was looked at: all that would be public.
    `shown` stands for what `actor` read before signing: see `shown`. None where nothing was shown, as in an import,
    which also counts the population once for all its records and gives it as `gate`.

    Raises `NotPermitted`, `WrongState`, or `Unmet`, also where `actor` had a hand in the words.
    """
    locked = begin_whole(DecisionVerb.APPROVE, testimony, actor)
    require(DecisionVerb.APPROVE, locked, actor)
    ticked = [*_complete(checklist, imported=shown is None), *sign_for_photos(locked, actor, looked_at)]
    snapshot = snapshot_of(locked, on=timezone.localdate())
    must_be_as_shown(snapshot, locked, shown)
    fingerprint = snapshot.undated_fingerprint()
    last_hand = locked.decisions.all().since_last_publication().by_hand().select_related("actor").last()
    if last_hand is None:
        raise Unmet([Issue("four-eyes", _("Nobody has handed this text in; somebody must submit it first."))])
    custodian = _through_the_gate(snapshot, locked, actor, gate or Gate())
    facts = {
        "checklist": ticked,
        "submitted_by": last_hand.actor_id,
        "custodian": custodian.pk if custodian else None,
    }
    salt, consent = secrets.token_hex(32), locked.contributor.consent
    told = {"consent": consent.pk, "consent_hash": consent_hash(consent, salt)} if consent else {}
    decision = decide(
        DecisionVerb.APPROVE, locked, actor, version=snapshot.version, fingerprint=fingerprint, facts={**facts, **told}
    )
    Approval.objects.create(
        decision=decision,
        submitted_by=last_hand.actor,
        approved_by=actor,
        custodian=custodian,
        checklist=ticked,
        salt=salt,
    )
    return decision


def _through_the_gate(snapshot: Snapshot, testimony: Testimony, actor: User, gate: Gate) -> User | None:
    """The custodian who overrode the gate, None where it is open; raises `Unmet` where it holds the account back."""
    judgement = stands_out(snapshot, testimony, gate)
    if judgement is None:
        return None
    custodian = overridden_by(testimony, snapshot.undated_fingerprint())
    if custodian is None:
        raise Unmet(sentences(judgement))
    if custodian == actor:
        raise Unmet([Issue("four-eyes", _("You overrode the gate for this text; somebody else must approve it."))])
    return custodian


def _complete(checklist: Collection[str], *, imported: bool) -> list[str]:
    """The ticks to be stored; raises `Unmet` where one is missing."""
    if imported and set(checklist) == {REVIEWED_ELSEWHERE}:
        return [REVIEWED_ELSEWHERE]
    missing = [check for check in Check if check.value not in checklist]
    if missing:
        raise Unmet([Issue("checklist", _("Not ticked: %(check)s.") % {"check": check.label}) for check in missing])
    return list(Check.values)
