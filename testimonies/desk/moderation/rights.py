"""What a consent lets the world read, and what a snapshot makes use of."""

from __future__ import annotations

from testimonies.desk.models import Consent
from testimonies.edition.publish import Snapshot
from testimonies.vocabulary import USES, Answer, Scope


def permitted(consent: Consent) -> frozenset[Scope]:
    """The scopes with a recorded yes. Who allowed the text allowed its summary too, unless they were asked and said no.

    "Ask again" and silence are no yes.
    """
    answers = consent.scopes()
    given = {Scope(scope) for scope, answer in answers.items() if answer == Answer.YES}
    if Scope.PUBLIC_TEXT in given and Scope.PUBLIC_SUMMARY not in answers:
        given.add(Scope.PUBLIC_SUMMARY)
    return frozenset(given)


def uses_answered(consent: Consent, answer: Answer) -> tuple[str, ...]:
    """The uses by others that the contributor answered so; silence is not told to readers."""
    given = consent.scopes()
    return tuple(use.value for use in USES if given.get(use) == answer)


def used_by(snapshot: Snapshot) -> frozenset[Scope]:
    """The scopes without which the snapshot may not be public."""
    texts = snapshot.texts
    needed = {
        Scope.PUBLIC_TEXT: any(text.paragraphs for text in texts),
        Scope.PUBLIC_SUMMARY: snapshot.summary_only or any(text.summary for text in texts),
        Scope.TRANSLATION: any(not text.original for text in texts),
        Scope.QUOTE: snapshot.quotable,
        Scope.PHOTOS: bool(snapshot.photos),
        Scope.MACHINE_LEARNING: snapshot.machine_learning,
    }
    return frozenset(scope for scope, is_needed in needed.items() if is_needed)
