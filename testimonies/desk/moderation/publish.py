"""Publish a testimony: store what the edition is owed, and pay it."""

import secrets
from collections.abc import Collection

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from testimonies.deidentify.risk import Judgement
from testimonies.desk.models import Approval, Consent, Decision, Owed, Publication, Testimony
from testimonies.desk.moderation.begin import begin_whole
from testimonies.desk.moderation.consent_hash import consent_hash
from testimonies.desk.moderation.decide import decide
from testimonies.desk.moderation.photo_snapshots import picture_names
from testimonies.desk.moderation.refusals import Issue, Unmet
from testimonies.desk.moderation.requirements import require
from testimonies.desk.moderation.review_dates import next_review
from testimonies.desk.moderation.rights import permitted, used_by
from testimonies.desk.moderation.risk import Gate, passes_by_itself
from testimonies.desk.moderation.risk_words import sentences
from testimonies.desk.moderation.settle import settle_after_commit
from testimonies.desk.moderation.shown import must_be_as_shown
from testimonies.desk.moderation.snapshots import snapshot_of
from testimonies.desk.moderation.told import remember_told
from testimonies.desk.photos.files import sweep_after_commit
from testimonies.edition.publish import Snapshot
from testimonies.vocabulary import DecisionVerb


@transaction.atomic
def publish(
    *,
    testimony: Testimony,
    actor: User,
    safety: bool = False,
    conditions: Collection[int] = (),
    shown: str | None = None,
    gate: Gate | None = None,
) -> Decision:
    """Make the approved words public. With `safety`, the versions before are erased instead of kept readable.

    `conditions` are the keys of those of the consent that `actor` says are met; all of them must be. `shown` stands
    for what `actor` read, None where nothing was shown, as in an import, which counts the population once for all its
    records and gives it as `gate`.
    Raises `NotPermitted`, `WrongState`, or `Unmet`, also where `actor` is who approved, or the gate holds the account
    back now.
    """
    locked = begin_whole(DecisionVerb.PUBLISH, testimony, actor)
    # The consent is read under this lock, and a later one is found by the clock: see `lapse`.
    require(DecisionVerb.PUBLISH, locked, actor)
    today = timezone.localdate()
    snapshot, consent = snapshot_of(locked, on=today), locked.contributor.consents.on_record(today).newest_first()[0]
    must_be_as_shown(snapshot, locked, shown)
    met = _all_met(consent, conditions)
    approval = Approval.objects.filter(decision__testimony=locked).latest("decision_id")
    gate = gate or Gate()
    judgement = _still_in_company(snapshot, locked, approval, gate)
    locked.review_on = next_review(locked, on=today)
    locked.save(update_fields=["review_on"])
    salt = secrets.token_hex(32)
    replaces = safety or _leaves_no_other(locked, consent, picture_names(snapshot))
    facts = _facts(locked, consent, salt, replaces=replaces, public_from=snapshot.public_from)
    decision = decide(
        DecisionVerb.PUBLISH, locked, actor, version=snapshot.version, fingerprint=snapshot.fingerprint, facts=facts
    )
    if replaces:
        locked.publications.update(lapsed=True)
    if safety:
        # What was unsafe to show is unsafe to keep: only the proof that a version existed stays.
        locked.publications.update(content={})
    publication = _store(
        snapshot, locked, approval, decision, consent, safety=safety, replaces=replaces, met=met, salt=salt
    )
    remember_told(snapshot, locked, gate.contexts, judgement, safety=safety)
    Owed.objects.create(testimony=locked, decision=decision, publication=publication)
    settle_after_commit()
    sweep_after_commit()
    return decision


def _facts(testimony: Testimony, consent: Consent, salt: str, *, replaces: bool, public_from: str) -> dict[str, object]:
    """What the decision signs besides the words, so that the rows that say so too can be compared with it."""
    return {
        "replaces": replaces,
        "public_from": public_from,
        "review_on": testimony.review_on.isoformat() if testimony.review_on else "",
        "consent": consent.pk,
        "consent_hash": consent_hash(consent, salt),
    }


def _store(
    snapshot: Snapshot,
    testimony: Testimony,
    approval: Approval,
    decision: Decision,
    consent: Consent,
    *,
    safety: bool,
    replaces: bool,
    met: list[int],
    salt: str,
) -> Publication:
    return Publication.objects.create(
        testimony=testimony,
        version=snapshot.version,
        content=snapshot.content(),
        fingerprint=snapshot.fingerprint,
        safety=safety,
        replaces=replaces,
        decision=decision,
        consent=consent,
        rights=sorted(scope.value for scope in used_by(snapshot)),
        conditions_met=met,
        submitted_by=approval.submitted_by,
        approved_by=approval.approved_by,
        custodian=approval.custodian,
        published_by=decision.actor,
        pictures=picture_names(snapshot),
        public_from=snapshot.public_from or None,
        salt=salt,
    )


def _still_in_company(snapshot: Snapshot, testimony: Testimony, approval: Approval, gate: Gate) -> Judgement:
    """How many the account is like now; raises `Unmet` where too few are, and no custodian let it through.

    Whoever kept it company when it was approved may have been returned or withdrawn since.
    """
    judgement = gate.judge(snapshot, testimony)
    if judgement.blocks and approval.custodian_id is None and not passes_by_itself(snapshot, gate):
        anew = _("It has to be approved anew; return it to its author first.")
        raise Unmet([*sentences(judgement), Issue("risk", anew)])
    return judgement


def _leaves_no_other(testimony: Testimony, consent: Consent, pictures: Collection[str]) -> bool:
    """Whether no earlier version may be read beside the new one.

    They lapsed, or show what is not allowed any more, or a picture that the new one does not show: whoever covered
    more of it, or took it out, means it to be gone.
    """
    if testimony.public_version is None:
        return testimony.publications.exists()
    allowed = {scope.value for scope in permitted(consent)}
    readable = testimony.publications.filter(lapsed=False).exclude(content={})
    return any(
        set(rights) - allowed or set(shown) - set(pictures)
        for rights, shown in readable.values_list("rights", "pictures")
    )


def _all_met(consent: Consent, ticked: Collection[int]) -> list[int]:
    """The keys of the conditions of `consent`; raises `Unmet` where one was not ticked."""
    asked = [condition.pk for condition in consent.conditions.exclude(words="")]
    if missing := len(set(asked) - set(ticked)):
        sentence = _("The contributor set conditions; %(missing)s of them are not ticked as met.")
        raise Unmet([Issue("conditions", sentence % {"missing": missing})])
    return asked
