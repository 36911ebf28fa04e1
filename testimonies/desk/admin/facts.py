"""The facts of a snapshot, in words."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from testimonies.desk.models import Consent, Explained, VocabularyTerm
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
        (_("Refused uses"), _uses(snapshot.refused_uses)),
        (_("Uses to ask about first"), _uses(snapshot.asked_uses)),
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


def _uses(scopes: Iterable[str]) -> str:
    return "; ".join(str(Scope(scope).label) for scope in scopes)


def consent_facts(consent: Consent | None) -> list[tuple[str, str]]:
    """All that is recorded of a consent, for whoever decides: how it was given, each date, conditions, each scope."""
    if consent is None:
        return []
    given = {answer.scope: str(answer.get_answer_display()) for answer in consent.answers.all()}
    explained = [str(part.label) for part in Explained if part.value in consent.explained]
    pairs = [
        (_("Basis"), consent.get_basis_display()),
        (_("Given on"), consent.given_on.isoformat()),
        (_("Form"), consent.get_form_display()),
        (_("Language it was given in"), consent.get_language_display()),
        (_("An interpreter was present"), _("yes") if consent.interpreter else _("no")),
        (_("What was explained"), "; ".join(explained)),
        (_("May be contacted again"), {True: _("yes"), False: _("no"), None: ""}[consent.recontact]),
        (_("Not public before"), consent.embargo_until or ""),
        (_("Expires after"), consent.expires_on or _("no end")),
        (_("To be asked again by"), consent.review_on or ""),
        (_("Conditions"), "; ".join(condition.words for condition in consent.conditions.exclude(words=""))),
        *((scope.label, given.get(scope.value, "")) for scope in Scope),
    ]
    return [(str(label), str(value).strip() or "—") for label, value in pairs]
