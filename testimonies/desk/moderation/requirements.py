"""What must hold before a verb. Checkers return issues; they never raise and never write."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from testimonies.desk.models import Testimony, VocabularyTerm
from testimonies.desk.moderation.deidentified import holds_no_original, is_settled, reaches_nobody
from testimonies.desk.moderation.hands import had_a_hand
from testimonies.desk.moderation.photo_checks import (
    others_prepared_the_photos,
    photos_are_derived,
    photos_are_prepared,
)
from testimonies.desk.moderation.refusals import Issue, Unmet
from testimonies.desk.moderation.rights import permitted
from testimonies.desk.moderation.snapshots import snapshot_of
from testimonies.vocabulary import ConsentBasis, DecisionVerb, Scope, TermKind

Checker = Callable[[Testimony, User], Iterator[Issue]]


def require(verb: DecisionVerb, testimony: Testimony, actor: User) -> None:
    """Raise `Unmet` with every issue that stands before `verb`."""
    found = issues_before(verb, testimony, actor)
    if found:
        raise Unmet(found)


def issues_before(verb: DecisionVerb, testimony: Testimony, actor: User) -> list[Issue]:
    """Every issue that stands before `verb`, so that a person can mend them in one go."""
    found: list[Issue] = []
    for group in CHECKERS.get(verb, ()):
        # A later group reads what an earlier one vouches for, such as a text to be compared.
        if not found:
            found = [issue for check in group for issue in check(testimony, actor)]
    return found


def has_words(testimony: Testimony, actor: User) -> Iterator[Issue]:
    texts = list(testimony.texts.all())
    if sum(text.original for text in texts) != 1:
        yield Issue("original", _("Mark one text as the original."))
    for text in texts:
        if not text.title.strip() or not text.paragraphs:
            yield Issue("text", _("The text in %(language)s needs a title and a body.") % {"language": text})


def has_known_terms(testimony: Testimony, actor: User) -> Iterator[Issue]:
    known = set(VocabularyTerm.objects.values_list("kind", "slug"))
    named = [
        (TermKind.SECTOR, testimony.sector),
        (TermKind.PLACE, testimony.place),
        (TermKind.RECRUITMENT, testimony.recruitment),
        *((TermKind.ABUSE, tag.term) for tag in testimony.tags.all()),
    ]
    for kind, slug in named:
        if slug and (kind, slug) not in known:
            yield Issue(
                "term", _("“%(slug)s” is not in the vocabulary (%(kind)s).") % {"slug": slug, "kind": kind.label}
            )


def has_sound_tags(testimony: Testimony, actor: User) -> Iterator[Issue]:
    original = next((text for text in testimony.texts.all() if text.original), None)
    count = len(original.paragraphs) if original else 0
    for tag in testimony.tags.all():
        for number in tag.paragraphs:
            if not 1 <= number <= count:
                yield Issue(
                    "tag",
                    _("The tag “%(tag)s” points to paragraph %(number)s; the original has %(count)s.")
                    % {"tag": tag.term, "number": number, "count": count},
                )


def has_sound_period(testimony: Testimony, actor: User) -> Iterator[Issue]:
    first, last = testimony.period_from, testimony.period_to
    if (first is None) != (last is None):
        yield Issue("period", _("Give both years of the period, or neither."))
    elif first is not None and last is not None and not 1945 <= first <= last <= timezone.localdate().year:
        yield Issue("period", _("The period must be years from 1945 until now, the earlier one first."))


def has_consent(testimony: Testimony, actor: User) -> Iterator[Issue]:
    consent = testimony.contributor.consent
    if consent is None:
        yield Issue("consent", _("There is no consent on record."))
    elif not testimony.contributor.pseudonym:
        # Erased: the database keeps the consent as a proof, and nobody may publish under it again.
        yield Issue("consent", _("Whoever gave this was erased. Enter another contributor, with their own consent."))
    elif not consent.holds(timezone.localdate()):
        yield Issue("consent", _("The consent has ended, or was to be asked for again by now."))
    elif (consent.basis == ConsentBasis.SYNTHETIC) != testimony.synthetic:
        yield Issue(
            "synthetic", _("A synthetic account has the consent basis “synthetic”, and no other account has it.")
        )
    elif consent.basis == ConsentBasis.PUBLISHED_REPORT and not testimony.citation.strip():
        yield Issue("citation", _("An account from a published report needs its citation."))


def allows_publication(testimony: Testimony, actor: User) -> Iterator[Issue]:
    consent = testimony.contributor.consent
    rights = permitted(consent) if consent else frozenset()
    if not rights & {Scope.PUBLIC_TEXT, Scope.PUBLIC_SUMMARY}:
        yield Issue("scope", _("The contributor has not agreed to the text being public, nor to a summary."))
    elif Scope.PUBLIC_TEXT not in rights:
        for text in testimony.texts.all():
            if (text.original or Scope.TRANSLATION in rights) and not text.summary.strip():
                yield Issue(
                    "summary",
                    _("Only a summary may be public; the text in %(language)s has none.") % {"language": text},
                )


def has_second_pair_of_eyes(testimony: Testimony, actor: User) -> Iterator[Issue]:
    """Nobody approves words they brought in, changed, stood for or answer for (four eyes)."""
    if had_a_hand(testimony, actor):
        yield Issue("four-eyes", _("You had a hand in this text; somebody else must approve it."))


def others_approved(testimony: Testimony, actor: User) -> Iterator[Issue]:
    """Nobody publishes what they approved: one stolen session must not take what waits all the way to the public."""
    approval = testimony.decisions.filter(verb=DecisionVerb.APPROVE).last()
    if approval is not None and approval.actor_id == actor.pk:
        yield Issue("four-eyes", _("You approved this text; somebody else must publish it."))


def is_as_approved(testimony: Testimony, actor: User) -> Iterator[Issue]:
    """What is published is what was signed for, byte by byte."""
    approval = testimony.decisions.filter(verb=DecisionVerb.APPROVE).last()
    now = snapshot_of(testimony, on=timezone.localdate()).undated_fingerprint()
    if approval is None or approval.fingerprint != now:
        yield Issue("changed", _("Something changed since the approval; it must be approved again."))


_SOUND: tuple[Checker, ...] = (
    *(has_words, has_known_terms, has_sound_tags, has_sound_period, has_consent),
    photos_are_prepared,
)
_BY_ANOTHER = (*_SOUND, photos_are_derived, allows_publication, has_second_pair_of_eyes, others_prepared_the_photos)
# They read every text, so they wait until the record is sound.
_DEIDENTIFIED: tuple[Checker, ...] = (is_settled, reaches_nobody, holds_no_original)
CHECKERS: dict[DecisionVerb, tuple[tuple[Checker, ...], ...]] = {
    DecisionVerb.SUBMIT: (_SOUND, _DEIDENTIFIED),
    DecisionVerb.APPROVE: (_BY_ANOTHER, _DEIDENTIFIED),
    DecisionVerb.OVERRIDE: (_BY_ANOTHER,),
    DecisionVerb.PUBLISH: (
        (*_SOUND, others_approved, photos_are_derived, allows_publication),
        (is_as_approved, *_DEIDENTIFIED),
    ),
}
