"""Whose hands are in an account: of four eyes, the first two."""

from __future__ import annotations

from django.contrib.auth.models import User

from testimonies.desk.models import Contributor, Decision, Testimony


def had_a_hand(testimony: Testimony, actor: User) -> bool:
    """Whether `actor` put words in since the last publication, stood for them, or answers for who gave them."""
    hands = testimony.decisions.all().since_last_publication().by_hand()
    if hands.filter(actor=actor).exists():
        return True
    # Once published it keeps its giver, somebody else has approved what was said of them, and what is said of them
    # since stands in its own decisions. Before that, it may have been said while there was no account to decide on.
    return not testimony.publications.exists() and _answers_for(testimony.contributor, actor)


def _answers_for(contributor: Contributor, actor: User) -> bool:
    """Whether `actor` entered the contributor, gave them their pseudonym, or entered the consent on record."""
    if actor.pk in {contributor.entered_by_id, contributor.renamed_by_id}:
        return True
    consent = contributor.consent
    if consent is None or consent.entered_by_id is not None:
        return consent is not None and consent.entered_by_id == actor.pk
    # From before a consent said so. The log does, if its giver had an account by then.
    return Decision.objects.that_entered_a_consent().filter(actor=actor, facts__consent=consent.pk).exists()
