"""The desk's pages of photographs: upload, covering, and who sees what."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from testimonies.desk import models
from testimonies.desk.models import Decision, Photo
from testimonies.media.storage import PRIVATE
from tests.people import People, advance, make_contributor, make_draft, sign_in
from tests.pictures import BOX, WITH_PHOTOS, bare_photo, draft_with_photo, picture


def address(photo: Photo, part: str = "") -> str:
    name = f"admin:desk_testimony_photo{part and '_' + part}"
    return reverse(name, args=[photo.testimony_id, photo.name])


def signed_in(people: People, who: str, **options: Any) -> Client:
    browser = Client(**options)
    sign_in(browser, getattr(people, who))
    return browser


def send(browser: Client, testimony: models.Testimony, *sent: tuple[str, bytes], **headers: str) -> Any:
    files = [SimpleUploadedFile(name, content, "image/jpeg") for name, content in sent]
    return browser.post(reverse("admin:desk_testimony_photos", args=[testimony.pk]), {"files": files}, headers=headers)


def filled(photo: Photo, **changes: Any) -> dict[str, Any]:
    """What the page of `photo` sends, with one box drawn."""
    region = {"shape": "box", "cover": "solid", "left": "10", "top": "10,5", "width": "30", "height": "40"}
    sent = {"position": "1", "licence": "all-rights-reserved", "revision": photo.revision, "alt_en": "A field"}
    return {**sent, **region, **changes}


@pytest.fixture
def draft(people: People) -> models.Testimony:
    return make_draft(people.ari, contributor=make_contributor(answers=WITH_PHOTOS))


def test_each_file_of_an_upload_is_answered_by_itself(people: People, draft: models.Testimony) -> None:
    sent = [("a.png", picture("PNG")), ("b.jpg", b"<html>"), ("c.txt", picture()), ("d.jpg", picture()[:200])]
    answer = send(signed_in(people, "ari"), draft, *sent)
    said = dict(re.findall(r"<bdi>(.*?)</bdi>: (.*?)</li>", answer.content.decode()))
    assert said["a.png"] == said["c.txt"] == "It was added."
    assert said["b.jpg"].startswith("This is no JPEG")
    assert said["d.jpg"].startswith("This picture is damaged")
    assert [photo.kind for photo in draft.photos.all()] == ["PNG", "JPEG"]
    assert [photo.position for photo in draft.photos.all()] == [1, 2]


def test_the_script_sends_one_and_is_answered_in_its_own_way(people: People, draft: models.Testimony) -> None:
    answer = send(signed_in(people, "ari"), draft, ("b.jpg", b"x"), accept="application/json")
    (said,) = answer.json()["said"]
    assert (said["name"], said["taken"]) == ("b.jpg", False)


def test_a_file_beyond_the_limit_is_refused_without_being_kept(people: People, draft: models.Testimony) -> None:
    answer = send(signed_in(people, "ari"), draft, ("big.jpg", picture() + bytes(41 * 1024 * 1024)))
    assert "larger than 40 MB" in answer.content.decode()
    assert PRIVATE.names() == []


def test_nothing_of_an_upload_is_written_in_clear(
    people: People, draft: models.Testimony, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Django keeps uploads of more than 2.5 MB in temporary files."""

    def no_temporary_file(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("a temporary file was made")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", no_temporary_file)
    answer = send(signed_in(people, "ari"), draft, ("large.jpg", picture() + bytes(4 * 1024 * 1024)))
    assert "It was added." in answer.content.decode()


def test_a_forged_upload_adds_nothing(people: People, draft: models.Testimony) -> None:
    assert send(signed_in(people, "ari", enforce_csrf_checks=True), draft, ("a.jpg", picture())).status_code == 403
    assert not draft.photos.exists()


@pytest.mark.parametrize(("who", "status"), [("rok", 403), ("kim", 403), ("adm", 404), ("nobody", 404)])
def test_only_whoever_may_edit_uploads(people: People, draft: models.Testimony, who: str, status: int) -> None:
    assert send(signed_in(people, who), draft, ("a.jpg", picture())).status_code == status
    assert not draft.photos.exists()


def test_a_withdrawn_account_takes_no_photograph(people: People, draft: models.Testimony) -> None:
    advance(advance(draft, people, "published"), people, "withdrawn")
    assert send(signed_in(people, "ari"), draft, ("a.jpg", picture())).status_code == 409
    assert not draft.photos.exists()


def test_the_original_is_shown_upright_without_its_metadata_and_it_is_noted(
    people: People, draft: models.Testimony
) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "Zaunkonig"
    browser = signed_in(people, "ari")
    send(browser, draft, ("a.jpg", picture(exif=exif)))
    photo = draft.photos.get()
    assert (photo.width, photo.height) == (48, 64)
    answer = browser.get(address(photo, "original"))
    assert answer.headers["Cache-Control"] == "no-store"
    assert b"Zaunkonig" not in answer.content
    shown = Image.open(BytesIO(answer.content))
    assert shown.width < shown.height
    last = Decision.objects.latest("pk")
    assert (last.verb, last.actor, last.facts) == ("open_original", people.ari, {"photo": photo.name})


@pytest.mark.parametrize(("who", "expected"), [("kim", 403), ("adm", 404), ("nobody", 404)])
@pytest.mark.parametrize("part", ["original", "preview", "faces"])
def test_whoever_may_not_open_originals_sees_none(
    people: People, draft: models.Testimony, who: str, expected: int, part: str
) -> None:
    photo, browser = bare_photo(draft, picture()), signed_in(people, who)
    decided = Decision.objects.exclude(verb="refused")
    before = decided.count()
    answer = (
        browser.post(address(photo, part), filled(photo)) if part == "preview" else browser.get(address(photo, part))
    )
    assert answer.status_code == expected
    assert not answer.headers["Content-Type"].startswith("image/")
    # That somebody tried may be noted, and nothing else.
    assert decided.count() == before


def test_somebody_elses_photograph_is_not_there(people: People, draft: models.Testimony) -> None:
    """Also not under an account of one's own."""
    photo, own = bare_photo(draft), make_draft(people.cho)
    own_address = reverse("admin:desk_testimony_photo_result", args=[own.pk, photo.name])
    assert signed_in(people, "cho").get(own_address).status_code == 404


def test_the_preview_is_covered_as_the_public_picture_will_be(people: People, draft: models.Testimony) -> None:
    photo = bare_photo(draft, picture(size=(400, 300)))
    answer = signed_in(people, "ari").post(address(photo, "preview"), filled(photo, left="0", width="50"))
    shown = Image.open(BytesIO(answer.content)).convert("L")
    dark, light = (shown.getpixel((int(x * shown.width), shown.height // 3)) for x in (0.2, 0.9))
    assert isinstance(dark, int)
    assert isinstance(light, int)
    assert dark < 30 < light
    assert answer.headers["Cache-Control"] == "no-store"
    assert Photo.objects.get().regions == []


def test_saving_keeps_the_regions_as_fractions(people: People, draft: models.Testimony) -> None:
    photo = bare_photo(draft)
    answer = signed_in(people, "ari").post(address(photo), filled(photo, looked="on", warnings=["injury"]))
    assert answer.status_code == 302
    photo.refresh_from_db()
    assert photo.regions == [{**BOX, "top": 0.105}]
    assert (photo.prepared_by, photo.warnings, photo.texts.get().alt) == (people.ari, ["injury"], "A field")
    assert draft.decisions.filter(verb="edit", facts__photo=photo.name).exists()


WRONG: dict[str, dict[str, Any]] = {
    "outside": {"left": "90"},
    "no number": {"left": "x"},
    "not a number": {"left": "nan"},
    "without height": {"height": "0"},
    "another shape": {"shape": "star"},
    "another cover": {"cover": "none"},
    "an endless description": {"alt_en": "x" * 1001},
    "an unknown warning": {"warnings": ["x"]},
    "no place": {"position": "0"},
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_said_and_what_was_typed_stays(people: People, draft: models.Testimony, name: str) -> None:
    photo = bare_photo(draft)
    answer = signed_in(people, "ari").post(address(photo), filled(photo, credit="The typed credit", **WRONG[name]))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'role="alert"' in page
    assert "The typed credit" in page
    photo.refresh_from_db()
    assert (photo.regions, photo.revision) == ([], 1)


def test_of_two_who_have_it_open_the_second_keeps_what_they_typed(people: People, draft: models.Testimony) -> None:
    photo = bare_photo(draft)
    assert signed_in(people, "ari").post(address(photo), filled(photo)).status_code == 302
    answer = signed_in(people, "cho").post(address(photo), filled(photo, alt_en="Another field"))
    assert answer.status_code == 422
    assert "after you opened it" in answer.content.decode()
    assert "Another field" in answer.content.decode()
    assert photo.texts.get().alt == "A field"


def test_a_reviewer_sees_and_ticks_each_photograph(people: People) -> None:
    testimony, photo = draft_with_photo(people)
    advance(testimony, people, "submitted")
    browser = signed_in(people, "rok")
    page = browser.get(reverse("admin:desk_testimony_approve", args=[testimony.pk])).content.decode()
    assert address(photo, "result") in page
    answer = browser.get(address(photo, "result"))
    assert Image.open(BytesIO(answer.content)).format == "JPEG"
    hidden = re.findall(r'name="shown" value="([^"]*)"', page)
    sent = {"shown": hidden[0], "check": models.Check.values}
    refused = browser.post(reverse("admin:desk_testimony_approve", args=[testimony.pk]), sent)
    assert refused.status_code == 422
    assert "not ticked" in refused.content.decode()
    browser.post(reverse("admin:desk_testimony_approve", args=[testimony.pk]), {**sent, "photo": photo.name})
    testimony.refresh_from_db()
    assert testimony.status == "approved"
    history = browser.get(reverse("admin:desk_testimony_history", args=[testimony.pk])).content.decode()
    assert "Photographs of which every face and mark was looked at: 1" in history


def test_the_list_says_how_many_are_prepared(people: People) -> None:
    testimony, _photo = draft_with_photo(people)
    bare_photo(testimony)
    page = signed_in(people, "ari").get(reverse("admin:desk_testimony_photos", args=[testimony.pk])).content.decode()
    assert "Photographs prepared: 1 of 2" in page
    assert "Nobody has looked at every face yet." in page


def test_removing_asks_for_a_post(people: People, draft: models.Testimony) -> None:
    photo, browser = bare_photo(draft), signed_in(people, "ari")
    assert browser.get(address(photo, "remove")).status_code == 405
    assert browser.post(address(photo, "remove")).status_code == 302
    assert not draft.photos.exists()
    assert PRIVATE.names() == []
