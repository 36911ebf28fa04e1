"""Open the original of a photograph: the only way to it from a page, and each time a decision."""

from django.contrib.auth.models import User
from django.db import transaction

from testimonies.desk.models import Photo
from testimonies.desk.moderation.begin import begin
from testimonies.desk.moderation.decide import decide
from testimonies.desk.moderation.refusals import Issue, Unmet
from testimonies.desk.photos.files import read_original
from testimonies.desk.photos.tool import UNREADABLE, reason_in_words
from testimonies.desk.safe.keyring import Unreadable
from testimonies.vocabulary import DecisionVerb


@transaction.atomic
def open_original(*, photo: Photo, actor: User) -> bytes:
    """The file as it was uploaded. That it was asked for is kept, whatever becomes of it.

    Raises `NotPermitted`, or `Unmet` where it cannot be read.
    """
    locked = begin(DecisionVerb.OPEN_ORIGINAL, photo.testimony, actor)
    try:
        content = read_original(photo)
    except Unreadable:
        raise Unmet([Issue("photo", reason_in_words(UNREADABLE))]) from None
    decide(DecisionVerb.OPEN_ORIGINAL, locked, actor, facts={"photo": photo.name})
    return content
