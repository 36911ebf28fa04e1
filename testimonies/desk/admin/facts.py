"""The facts of a snapshot, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from testimonies.desk.models import Consent, VocabularyTerm
from testimonies.edition.publish import Snapshot
from testimonies.vocabulary import ConsentBasis, ContentWarning, Exit, Scope, SourceKind, Standing, Strength, TermKind


def facts(snapshot: Snapshot) -> list[tuple[str, str]]:
    """Label and value of everything about the account besides its texts; "—" where nothing is said."""
    named = {(term.kind, term.slug): str(term) for term in VocabularyTerm.objects.all()}

    def term(kind: TermKind) -> str:
        return named.get((kind.value, getattr(snapshot, kind.value)), "")

    source = f"{SourceKind(snapshot.source_kind).label}. {snapshot.citation} {snapshot.source_url}"
    pairs = [
        (_("Pseudonym"), snapshot.pseudonym),
        (_("Sector"), term(TermKind.SECTOR)),
        (_("Place"), term(TermKind.PLACE)),
        (_("Period"), f"{snapshot.period_from}–{snapshot.period_to}" if snapshot.period_from else ""),
        (_("Recruitment"), term(TermKind.RECRUITMENT)),
        (_("Exit"), Exit(snapshot.exit).label),
        (_("Source"), source),
        (_("Consent"), ConsentBasis(snapshot.consent_basis).label),
        (_("Standing"), Standing(snapshot.standing).label),
        (_("Content warnings"), ", ".join(str(ContentWarning(warning).label) for warning in snapshot.warnings)),
        (_("Public notes"), " / ".join(snapshot.public_notes)),
        (_("Synthetic"), _("yes") if snapshot.synthetic else _("no")),
        (_("Only a summary is public"), _("yes") if snapshot.summary_only else _("no")),
        (_("May be quoted"), _("yes") if snapshot.quotable else _("no")),
        (_("May be used in machine learning"), _("yes") if snapshot.machine_learning else _("no")),
        (_("Not public before"), snapshot.public_from),
        (_("Photographs"), len(snapshot.photos) or ""),
    ]
    for tag in snapshot.tags:
        where = ", ".join(tag.paragraphs)
        strength = Strength(tag.strength).label
        pairs.append(
            (named.get((TermKind.ABUSE, tag.term), tag.term), f"{strength}: {where}" if where else f"{strength}")
        )
    return [(str(label), str(value).strip() or "—") for label, value in pairs]


def consent_facts(consent: Consent | None) -> list[tuple[str, str]]:
    """What the contributor allowed, for whoever decides: every scope, the dates, the conditions."""
    if consent is None:
        return []
    given = {answer.scope: str(answer.get_answer_display()) for answer in consent.answers.all()}
    pairs = [
        (_("Given on"), consent.given_on.isoformat()),
        (_("Form"), consent.get_form_display()),
        (_("Holds until"), consent.ends_on.isoformat() if consent.ends_on else _("no end")),
        (_("Conditions"), "; ".join(condition.words for condition in consent.conditions.all())),
        *((scope.label, given.get(scope.value, "")) for scope in Scope),
    ]
    return [(str(label), str(value).strip() or "—") for label, value in pairs]
