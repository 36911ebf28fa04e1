"""What must hold of an account's photographs before a verb. Where the consent leaves them out, nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from testimonies.desk.models import PHOTO_TICK, Photo, Testimony
from testimonies.desk.moderation.refusals import Issue, Unmet
from testimonies.desk.moderation.rights import permitted
from testimonies.desk.photos.tool import reason_in_words
from testimonies.vocabulary import Language, Scope


def shown_photos(testimony: Testimony) -> list[Photo]:
    """Those that would be public: all of them, or none where the consent does not allow photographs."""
    consent = testimony.contributor.consent
    if consent is None or Scope.PHOTOS not in permitted(consent):
        return []
    return list(testimony.photos.prefetch_related("texts"))


def photos_are_prepared(testimony: Testimony, actor: User) -> Iterator[Issue]:
    """Somebody looked at every face, and whoever cannot see a photograph can read what it shows."""
    photos = shown_photos(testimony)
    languages = _languages(testimony) if photos else []
    for number, photo in enumerate(photos, start=1):
        if photo.prepared_by_id is None:
            yield Issue("photo", _("Photograph %(number)s: nobody has looked at every face yet.") % {"number": number})
        described = {text.language for text in photo.texts.all() if text.alt.strip()}
        for language in languages:
            if language not in described:
                yield Issue(
                    "alt",
                    _("Photograph %(number)s needs a description in %(language)s for whoever cannot see it.")
                    % {"number": number, "language": Language(language).label},
                )


def photos_are_derived(testimony: Testimony, actor: User) -> Iterator[Issue]:
    """A reviewer signs for the very files that will be public, so they must be there."""
    for number, photo in enumerate(shown_photos(testimony), start=1):
        if photo.failure:
            said = {"number": number, "reason": reason_in_words(photo.failure)}
            yield Issue("photo", _("Photograph %(number)s cannot be made public. %(reason)s") % said)
        elif not photo.derived:
            yield Issue("photo", _("Photograph %(number)s is still being prepared.") % {"number": number})


def others_prepared_the_photos(testimony: Testimony, actor: User) -> Iterator[Issue]:
    for number, photo in enumerate(shown_photos(testimony), start=1):
        if photo.prepared_by_id == actor.pk:
            yield Issue(
                "four-eyes",
                _("You prepared photograph %(number)s; somebody else must approve it.") % {"number": number},
            )


def sign_for_photos(testimony: Testimony, actor: User, looked_at: Collection[str]) -> list[str]:
    """Store `actor` as the second pair of eyes on every public photograph; the ticks to be kept with the approval.

    `looked_at` are the names ticked, all of them. Raises `Unmet`.
    """
    photos = shown_photos(testimony)
    missing = [number for number, photo in enumerate(photos, start=1) if photo.name not in looked_at]
    if missing:
        sentence = _("Photograph %(number)s: not ticked that every face and mark was looked at.")
        raise Unmet([Issue("photo", sentence % {"number": number}) for number in missing])
    Photo.objects.filter(pk__in=[photo.pk for photo in photos]).update(checked_by=actor)
    return [f"{PHOTO_TICK}{photo.name}" for photo in photos]


def _languages(testimony: Testimony) -> list[str]:
    """Those of the texts that would be public."""
    consent = testimony.contributor.consent
    translated = consent is not None and Scope.TRANSLATION in permitted(consent)
    return [text.language for text in testimony.texts.all() if text.original or translated]
