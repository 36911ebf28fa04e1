"""A photograph's way: added, covered, looked at by two people, published, and gone without a trace."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.test import Client
from PIL import Image

from testimonies.desk import models
from testimonies.desk.models import Decision, Photo, Publication
from testimonies.desk.moderation.add_photo import add_photo
from testimonies.desk.moderation.approve import approve
from testimonies.desk.moderation.change_photo import PLAIN, PhotoChange, change_photo
from testimonies.desk.moderation.erase import erase
from testimonies.desk.moderation.lapse import LapseReason, lapse, lapse_what_is_due
from testimonies.desk.moderation.open_original import open_original
from testimonies.desk.moderation.publish import publish
from testimonies.desk.moderation.refusals import NotPermitted, Unmet
from testimonies.desk.moderation.remove_photo import remove_photo
from testimonies.desk.moderation.settle import settle
from testimonies.desk.moderation.submit import submit
from testimonies.desk.moderation.withdraw import withdraw
from testimonies.desk.photos import files
from testimonies.desk.photos.prepare import photos_wait, prepare_photos
from testimonies.desk.photos.tool import Refused
from testimonies.desk.safe.keyring import Unreadable
from testimonies.edition.models import PublishedPhoto, PublishedPicture, PublishedTestimony
from testimonies.edition.publish import bring_up_to_date, sweep
from testimonies.media.storage import PRIVATE, PUBLIC
from tests.people import EVERY_CHECK, People, advance, change_words, make_consent, make_contributor, make_draft
from tests.pictures import BOX, WITH_PHOTOS, draft_with_photo, picture, prepare
from tests.real_stores import Stores


def public_names() -> set[str]:
    return set(PUBLIC.names())


def addresses(testimony: models.Testimony) -> list[str]:
    names = PublishedPicture.objects.filter(photo__testimony__code=testimony.code).values_list("name", flat=True)
    return [f"/photographs/{name}" for name in names]


def published(people: People) -> tuple[models.Testimony, Photo]:
    testimony, photo = draft_with_photo(people)
    return advance(testimony, people, "published"), photo


def test_it_is_public_as_it_was_approved_and_no_file_more(people: People) -> None:
    testimony, photo = published(people)
    row = PublishedTestimony.objects.get(code=testimony.code)
    shown = row.photos.get()
    assert shown.words_in("ko", "en").alt == "A teal field (en)"
    assert {file.name for file in shown.files.all()} == public_names() == {file["name"] for file in photo.derived}
    for address in addresses(testimony):
        answer = Client().get(address)
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] in {"image/webp", "image/jpeg"}
        assert answer.headers["Cache-Control"] == "private, max-age=86400, immutable"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        shown_size = Image.open(BytesIO(answer.content)).size
        assert shown_size in {(file.width, file.height) for file in shown.files.all()}
    bring_up_to_date()
    call_command("verify_edition")


def test_the_original_lies_encrypted_under_a_name_of_its_own(people: People, stores: Stores) -> None:
    content = picture(comment=b"at the gate")
    testimony = make_draft(people.ari)
    photo = add_photo(testimony=testimony, actor=people.ari, content=content)
    assert files.read_original(photo) == content
    (stored,) = (stores.data / "desk" / "photos").iterdir()
    assert stored.name == photo.original
    assert b"at the gate" not in stored.read_bytes()
    assert stored.stat().st_mode & 0o777 == 0o600
    assert stored.parent.stat().st_mode & 0o777 == 0o700
    # A file hung onto another photograph does not open.
    other = add_photo(testimony=testimony, actor=people.ari, content=picture())
    other.original = photo.original
    with pytest.raises(Unreadable):
        files.read_original(other)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"<html><script>", picture()[:300], b"\xff\xd8\xff" * 20])
def test_what_is_no_whole_photograph_is_refused_and_nothing_is_kept(people: People, content: bytes) -> None:
    testimony = make_draft(people.ari)
    with pytest.raises(Refused):
        add_photo(testimony=testimony, actor=people.ari, content=content)
    assert not testimony.photos.exists()
    assert list(PRIVATE.names()) == []
    assert not testimony.decisions.filter(verb="edit").exists()


def test_whoever_may_not_edit_adds_changes_and_removes_nothing(people: People) -> None:
    testimony, photo = draft_with_photo(people)
    with pytest.raises(NotPermitted):
        add_photo(testimony=testimony, actor=people.rok, content=picture())
    with pytest.raises(NotPermitted):
        prepare(photo, people.rok)
    with pytest.raises(NotPermitted):
        remove_photo(photo=photo, actor=people.rok)
    with pytest.raises(NotPermitted):
        open_original(photo=photo, actor=people.kim)
    assert Photo.objects.get() == photo


def test_each_opening_of_an_original_is_a_decision_and_no_change(people: People) -> None:
    testimony, photo = draft_with_photo(people)
    advance(testimony, people, "submitted")
    open_original(photo=photo, actor=people.rok)
    last = Decision.objects.latest("pk")
    assert (last.verb, last.actor, last.facts) == ("open_original", people.rok, {"photo": photo.name})
    # Looking makes nobody a hand: the reviewer may still approve.
    assert advance(testimony, people, "approved").status == "approved"


def test_a_photograph_without_words_or_a_look_holds_the_account_back(people: People) -> None:
    testimony = make_draft(people.ari, contributor=make_contributor(answers=WITH_PHOTOS), languages=("en", "ko"))
    photo = add_photo(testimony=testimony, actor=people.ari, content=picture())
    with pytest.raises(Unmet) as refused:
        submit(testimony=testimony, actor=people.ari)
    said = [issue.message for issue in refused.value.issues]
    assert [sentence.split(" ")[2] for sentence in said] == ["nobody", "needs", "needs"], said
    prepare(photo, people.ari)
    submit(testimony=testimony, actor=people.ari)


def test_a_reviewer_signs_for_files_that_are_there_and_for_each_photograph(people: People) -> None:
    testimony = make_draft(people.ari, contributor=make_contributor(answers=WITH_PHOTOS))
    photo = prepare(add_photo(testimony=testimony, actor=people.ari, content=picture()), people.ari)
    advance(testimony, people, "submitted")
    with pytest.raises(Unmet, match="still being prepared"):
        approve(testimony=testimony, actor=people.rok, checklist=EVERY_CHECK, looked_at=[photo.name])
    assert prepare_photos() == 1
    with pytest.raises(Unmet, match="not ticked"):
        approve(testimony=testimony, actor=people.rok, checklist=EVERY_CHECK)
    approve(testimony=testimony, actor=people.rok, checklist=EVERY_CHECK, looked_at=[photo.name])
    photo.refresh_from_db()
    assert (photo.prepared_by, photo.checked_by) == (people.ari, people.rok)


def test_one_person_is_never_both_pairs_of_eyes(people: People) -> None:
    """Also in a later version, in which they had no hand."""
    testimony, photo = draft_with_photo(people)
    people.rok.groups.add(*people.cho.groups.all())
    prepare(photo, people.rok)
    advance(testimony, people, "submitted")
    with pytest.raises(Unmet, match="had a hand"):
        approve(testimony=testimony, actor=people.rok, checklist=EVERY_CHECK, looked_at=[photo.name])
    lee = people.cho
    lee.groups.add(*people.rok.groups.all())
    approve(testimony=testimony, actor=lee, checklist=EVERY_CHECK, looked_at=[photo.name])
    publish(testimony=testimony, actor=people.rok)
    change_words(testimony, people.ari, title="Mended")
    with pytest.raises(Unmet, match="You prepared photograph 1"):
        approve(testimony=testimony, actor=people.rok, checklist=EVERY_CHECK, looked_at=[photo.name])
    with pytest.raises(IntegrityError):
        Photo.objects.filter(pk=photo.pk).update(checked_by=people.rok)


def test_without_consent_to_photographs_none_leaves_the_desk(people: People) -> None:
    testimony, _photo = draft_with_photo(people, answers={"public_text": "yes", "photos": "no"})
    advance(testimony, people, "published")
    assert not PublishedPhoto.objects.exists()
    assert public_names() == set()


def test_a_consent_that_takes_photographs_back_takes_the_account_out(people: People) -> None:
    testimony, _photo = published(people)
    make_consent(testimony.contributor, answers={"public_text": "yes", "photos": "no"})
    lapse_what_is_due()
    assert public_names() == set()
    testimony.refresh_from_db()
    assert testimony.status == "lapsed"
    advance(testimony, people, "published")
    assert PublishedTestimony.objects.filter(code=testimony.code).exists()
    assert public_names() == set()


def test_what_lapsed_comes_back_under_new_names(people: People) -> None:
    testimony, photo = published(people)
    before = public_names()
    lapse(testimony=testimony, reason=LapseReason.REVIEW_PASSED)
    assert public_names() == set()
    prepare_photos()
    advance(testimony, people, "published")
    assert public_names()
    assert not public_names() & before
    assert set(PRIVATE.names()) == public_names() | {photo.original}


def test_covering_more_takes_the_earlier_version_and_its_files_out(people: People) -> None:
    testimony, photo = published(people)
    before, old = public_names(), addresses(testimony)
    prepare(photo, people.cho, regions=[BOX])
    assert public_names() == before, "until the new version is published, readers see the approved one"
    prepare_photos()
    advance(testimony, people, "published")
    assert public_names()
    assert not public_names() & before
    assert {Client().get(address).status_code for address in old} == {404}
    assert Client().get(f"/testimonies/{testimony.code}/v1/").status_code == 410
    shown = Image.open(BytesIO(Client().get(addresses(testimony)[-1]).content)).convert("L")
    covered = shown.getpixel((int(0.2 * shown.width), int(0.3 * shown.height)))
    assert isinstance(covered, int)
    assert covered < 30


def test_a_corrected_word_keeps_the_earlier_version_and_the_files(people: People) -> None:
    testimony, _photo = published(people)
    before = public_names()
    change_words(testimony, people.cho, title="Mended")
    advance(testimony, people, "published")
    assert public_names() == before
    assert Client().get(f"/testimonies/{testimony.code}/v1/").status_code == 200


def test_a_removed_photograph_goes_with_the_next_version(people: People) -> None:
    testimony, photo = published(people)
    remove_photo(photo=photo, actor=people.cho)
    with pytest.raises(Unreadable):
        files.read_original(photo)
    assert public_names()
    advance(testimony, people, "published")
    assert public_names() == set()
    assert list(PRIVATE.names()) == []


def test_a_withdrawal_leaves_the_original_and_an_erasure_nothing(people: People) -> None:
    testimony, photo = published(people)
    old = addresses(testimony)
    withdraw(testimony=testimony, actor=people.cho)
    assert public_names() == set()
    assert {Client().get(address).status_code for address in old} == {404}
    assert list(PRIVATE.names()) == [photo.original]
    decision = erase(testimony=testimony, actor=people.kim)
    assert decision.facts["erased"]["photos"] == 2
    assert list(PRIVATE.names()) == []


def test_an_embargo_holds_for_the_pictures_too(people: People) -> None:
    testimony, _photo = published(people)
    PublishedTestimony.objects.update(public_from="2999-01-01")
    assert {Client().get(address).status_code for address in addresses(testimony)} == {404}


def test_what_a_crash_leaves_is_not_served_and_is_swept(people: People) -> None:
    testimony, _photo = published(people)
    kept = public_names()
    stray = "0" * 32 + ".jpeg"
    for folder in (PUBLIC, PRIVATE):
        folder.write(stray, picture())
        (folder.folder / ".half-written").write_bytes(b"half")
    assert Client().get(f"/photographs/{stray}").status_code == 404
    with pytest.raises(CommandError):
        call_command("verify_edition")
    call_command("sync_edition")
    assert public_names() == kept
    assert ".half-written" not in set(PRIVATE.names())
    call_command("verify_edition")
    testimony.refresh_from_db()


@pytest.mark.parametrize("harm", ["missing", "altered"])
def test_a_file_that_is_missing_or_altered_is_named_and_a_rebuild_mends_it(
    people: People, capsys: pytest.CaptureFixture[str], harm: str
) -> None:
    published(people)
    bring_up_to_date()
    name = min(public_names())
    content = PUBLIC.read(name)
    if harm == "missing":
        PUBLIC.delete(name)
    else:
        PUBLIC.write(name, b"another picture")
    with pytest.raises(CommandError):
        call_command("verify_edition")
    assert f"{name} of a photograph" in capsys.readouterr().out
    call_command("sync_edition", rebuild=True)
    assert PUBLIC.read(name) == content
    call_command("verify_edition")


def test_a_lost_edition_is_rebuilt_with_its_pictures(people: People) -> None:
    published(people)
    before = {name: PUBLIC.read(name) for name in public_names()}
    PublishedTestimony.objects.all().delete()
    for name in before:
        PUBLIC.delete(name)
    call_command("sync_edition", rebuild=True)
    assert {name: PUBLIC.read(name) for name in public_names()} == before


def test_a_picture_that_cannot_be_read_leaves_a_debt_and_no_half_account(people: People) -> None:
    testimony, photo = draft_with_photo(people)
    advance(testimony, people, "approved")
    name, *_rest = sorted(file["name"] for file in photo.derived)
    content = PRIVATE.read(name)
    PRIVATE.delete(name)
    publish(testimony=testimony, actor=people.cho)
    assert not PublishedTestimony.objects.exists()
    PRIVATE.write(name, content)
    assert settle() == 0
    assert PublishedTestimony.objects.get().photos.count() == 1
    sweep()
    assert len(public_names()) == len(photo.derived)


def test_a_photograph_that_cannot_be_derived_says_so(people: People) -> None:
    testimony, photo = draft_with_photo(people)
    prepare(photo, people.ari, regions=[BOX])
    PRIVATE.delete(photo.original)
    assert prepare_photos() == 0
    advance(testimony, people, "submitted")
    with pytest.raises(Unmet, match="cannot be made public"):
        advance(testimony, people, "approved")


def test_of_two_who_change_it_at_once_the_second_is_told(people: People) -> None:
    _testimony, photo = draft_with_photo(people)
    stale = Photo.objects.get(pk=photo.pk)
    prepare(photo, people.ari, regions=[BOX])
    assert stale.revision < photo.revision
    change = PhotoChange(regions=[], plain={name: getattr(stale, name) for name in PLAIN}, texts={}, looked=True)
    with pytest.raises(Unmet, match="after you opened it"):
        change_photo(photo=stale, actor=people.cho, change=change, revision=stale.revision)
    photo.refresh_from_db()
    assert photo.regions == [BOX]


def test_a_program_looks_for_faces_once_and_covers_nothing(people: People) -> None:
    photo = add_photo(testimony=make_draft(people.ari), actor=people.ari, content=picture())
    call_command("sync_edition")
    photo.refresh_from_db()
    assert (photo.suggested, photo.regions) == ([], [])
    assert not photos_wait()


def test_the_ledger_names_the_pictures(people: People) -> None:
    _testimony, photo = published(people)
    assert set(Publication.objects.get().pictures) == {file["name"] for file in photo.derived}


def test_a_folder_nobody_made_is_no_fault(people: People, stores: Stores) -> None:
    assert not Path(stores.data / "edition" / "media").exists()
    call_command("sync_edition")
