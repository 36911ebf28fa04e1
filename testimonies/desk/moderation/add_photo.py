"""Add a photograph to a testimony."""

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from testimonies.desk.models import Photo, Testimony
from testimonies.desk.moderation.begin import may
from testimonies.desk.moderation.edit import edit
from testimonies.desk.moderation.refusals import NotPermitted
from testimonies.desk.photos.files import keep_original
from testimonies.desk.photos.tool import facts_of
from testimonies.vocabulary import DecisionVerb


def add_photo(*, testimony: Testimony, actor: User, content: bytes) -> Photo:
    """Keep the file encrypted, if it is a photograph and decodes whole; whoever adds it is one of the hands.

    What the file was called is not asked: a name like "Min at the gate.jpg" would have to be guarded.
    Raises `Refused` for the file, or what `edit` raises; then nothing is kept.
    """
    if not may(actor, DecisionVerb.EDIT, testimony):
        raise NotPermitted(_("Your role does not allow this."))
    # Before the lock: a large file takes a while, and nobody should wait for it.
    facts = facts_of(content)
    photo = Photo(testimony=testimony, size=len(content), **facts)

    def store() -> None:
        keep_original(photo, content)
        photo.position = (testimony.photos.aggregate(last=Max("position"))["last"] or 0) + 1
        photo.save(force_insert=True)

    with transaction.atomic():
        edit(testimony=testimony, actor=actor, store=store, facts={"photo": photo.name, "change": "added"})
    return photo
