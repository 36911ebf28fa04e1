"""Remove a photograph: its original goes for good; what is public of it goes with the next version."""

from django.contrib.auth.models import User
from django.db import transaction

from testimonies.desk.models import Decision, Photo
from testimonies.desk.moderation.edit import edit
from testimonies.desk.photos.files import sweep_after_commit


@transaction.atomic
def remove_photo(*, photo: Photo, actor: User) -> Decision:
    """Raises what `edit` raises."""
    decision = edit(
        testimony=photo.testimony,
        actor=actor,
        store=lambda: Photo.objects.filter(pk=photo.pk).delete(),
        facts={"photo": photo.name, "change": "removed"},
    )
    sweep_after_commit()
    return decision
