"""Without a reason, no: every address of a photograph by every kind of person, in every state of its account."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from testimonies.desk import models
from testimonies.desk.moderation.transitions import TABLE
from testimonies.media.storage import PRIVATE
from testimonies.vocabulary import DecisionVerb, Status
from tests.pictures import bare_photo, picture
from tests.shelf import Shelf
from tests.walls.deny import EVERYBODY, account, client, everything, permitted, sees

NOT_STAFF = {"anonymous", "not staff", "inactive"}


def state() -> list[Any]:
    return [sorted(PRIVATE.names()), everything()]


def changing(testimony: models.Testimony, photo: models.Photo) -> dict[str, dict[str, Any]]:
    """Each address that changes something, with what its form sends; the one that leaves nothing comes last."""
    one = [testimony.pk, photo.name]
    saved = {"position": "1", "licence": "cc-by-4.0", "revision": photo.revision, "looked": "on"}
    return {
        reverse("admin:desk_testimony_photos", args=[testimony.pk]): {"files": SimpleUploadedFile("a", picture())},
        reverse("admin:desk_testimony_photo", args=one): saved,
        reverse("admin:desk_testimony_photo_remove", args=one): {},
    }


def refused(who: str) -> set[int]:
    """How whoever may not is answered."""
    if who in NOT_STAFF:
        return {302}
    return {403, 409} if sees(who) else {404}


@pytest.mark.parametrize("who", EVERYBODY)
def test_photographs_are_changed_by_whoever_may_edit_and_nobody_else(shelf: Shelf, who: str) -> None:
    for status in Status:
        people, testimony = account(shelf, status)
        browser = client(people, who)
        photo = bare_photo(testimony)
        may = permitted(DecisionVerb.EDIT, who) and (DecisionVerb.EDIT, status) in TABLE
        for address, sent in changing(testimony, photo).items():
            before, pair = state(), f"{who} sent to {address} of what is {status}"
            answer = browser.post(address, sent)
            if may:
                assert answer.status_code in {200, 302}, pair
                assert state() != before, pair
            else:
                assert answer.status_code in refused(who), f"{pair}: {answer.status_code}"
                assert state() == before, pair


@pytest.mark.parametrize("who", EVERYBODY)
def test_originals_are_opened_by_whoever_may_and_each_time_noted(shelf: Shelf, who: str) -> None:
    people, testimony = account(shelf, Status.SUBMITTED)
    browser = client(people, who)
    photo = bare_photo(testimony, picture())
    one, may = [testimony.pk, photo.name], permitted(DecisionVerb.OPEN_ORIGINAL, who)
    opened = models.Decision.objects.filter(verb=DecisionVerb.OPEN_ORIGINAL)
    for count, part in enumerate(("original", "preview"), start=1):
        method = browser.post if part == "preview" else browser.get
        answer = method(reverse(f"admin:desk_testimony_photo_{part}", args=one), {"position": "1", "revision": "1"})
        assert answer.headers["Content-Type"].startswith("image/") is may, part
        assert answer.headers["Cache-Control"] == "no-store"
        assert opened.count() == (count if may else 0), part
        assert may or answer.status_code in refused(who), part
