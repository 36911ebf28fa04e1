"""Encrypted fields open where they were written, and nowhere else; what does not open says so and is not lost."""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.exceptions import FieldError
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from testimonies.desk import models
from testimonies.desk.safe.keyring import KeyGone, Unreadable, add_key, forget_older_keys, keyring
from testimonies.desk.safe.keys import key_folder
from testimonies.desk.safe.rotate import under_older_keys
from tests.people import People, make_draft, make_testimony, sign_in
from tests.real_stores import Stores
from tests.walls.deny import change_form

SECRET = "met at the Zaunkönig, 김"


def noted(people: People, words: str = SECRET) -> models.Testimony:
    testimony = make_draft(people.ari)
    testimony.notes = words
    testimony.save(update_fields=["notes"])
    return models.Testimony.objects.get(pk=testimony.pk)


def raw(testimony: models.Testimony) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("SELECT notes FROM desk_testimony WHERE id = %s", [testimony.pk])
        return bytes(cursor.fetchone()[0])


def put_raw(testimony: models.Testimony, value: str | bytes) -> models.Testimony:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE desk_testimony SET notes = %s WHERE id = %s", [value, testimony.pk])
    return models.Testimony.objects.get(pk=testimony.pk)


def test_words_come_back_and_are_not_in_the_database(people: People, stores: Stores) -> None:
    testimony = noted(people)
    assert testimony.notes == SECRET
    assert models.Testimony.objects.defer("notes").get(pk=testimony.pk).notes == SECRET
    assert SECRET.encode() not in raw(testimony)
    assert "closed" in repr(models.Testimony.objects.values_list("notes", flat=True).get(pk=testimony.pk))
    assert noted(people, "").notes == ""
    connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert "Zaunkönig".encode() not in (stores.data / "desk" / "desk.sqlite3").read_bytes()


def test_two_rows_with_the_same_words_look_different(people: People) -> None:
    assert raw(noted(people))[30:] != raw(noted(people))[30:]


def test_a_value_of_another_row_does_not_open(people: People) -> None:
    one, other = noted(people), noted(people, "harmless")
    with pytest.raises(Unreadable):
        put_raw(other, raw(one)).notes  # noqa: B018
    one.code = "NKR-0THER"
    with pytest.raises(Unreadable):
        one.notes  # noqa: B018


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_altered_value_opens(people: People, data: st.DataObject) -> None:
    closed = keyring().close(SECRET, "place")
    where = data.draw(st.integers(0, len(closed) - 1))
    bit = data.draw(st.integers(1, 255))
    altered = closed[:where] + bytes([closed[where] ^ bit]) + closed[where + 1 :]
    cut = closed[: data.draw(st.integers(0, len(closed) - 1))]
    for forged in (altered, cut, closed + b"\0", data.draw(st.binary(max_size=80))):
        with pytest.raises(Unreadable):
            keyring().open(forged, "place")
    with pytest.raises(Unreadable):
        keyring().open(closed, data.draw(st.text().filter(lambda place: place != "place")))


@pytest.mark.parametrize("planted", ["planted words", b"planted words", b"\x01", b"\x01" + b"\0" * 60])
def test_planted_words_are_not_shown(people: People, planted: str | bytes) -> None:
    testimony = put_raw(noted(people), planted)
    with pytest.raises(Unreadable):
        testimony.notes  # noqa: B018
    for person in (people.ari, people.rok):
        browser = Client()
        sign_in(browser, person)
        page = browser.get(reverse("admin:desk_testimony_change", args=[testimony.pk])).content.decode()
        assert "planted words" not in page
        assert "This cannot be read" in page


def test_what_cannot_be_read_survives_a_save_of_everything_else(people: People) -> None:
    testimony = noted(people)
    closed = raw(testimony)
    ring = json.dumps([{"secret": "00" * 32, "made_at": timezone.now().isoformat()}])
    path = key_folder() / "fields.json"
    kept = path.read_text()
    path.write_text(ring)
    browser = Client()
    sign_in(browser, people.ari)
    address = reverse("admin:desk_testimony_change", args=[testimony.pk])
    sent = {**change_form(testimony), "texts-0-title": "Mended", "notes": "written over"}
    assert browser.post(address, sent).status_code == 302
    testimony = models.Testimony.objects.get(pk=testimony.pk)
    assert testimony.texts.get().title == "Mended"
    with pytest.raises(KeyGone):
        testimony.notes  # noqa: B018
    testimony.save()
    assert raw(testimony) == closed
    path.write_text(kept)
    assert models.Testimony.objects.get(pk=testimony.pk).notes == SECRET


def test_notes_are_written_in_the_form_and_read_by_who_sees_the_record(people: People) -> None:
    testimony = make_testimony(people)
    browser, address = Client(), reverse("admin:desk_testimony_change", args=[testimony.pk])
    sign_in(browser, people.ari)
    assert browser.post(address, {**change_form(testimony), "notes": SECRET}).status_code == 302
    assert models.Testimony.objects.get().notes == SECRET
    for reader, seen in ((people.ari, True), (people.rok, True), (people.kim, True), (people.adm, False)):
        sign_in(browser, reader)
        assert (SECRET in browser.get(address).content.decode()) is seen, reader.username
    sign_in(browser, people.rok)
    for other in (reverse("admin:desk_testimony_changelist"), f"{reverse('admin:desk_testimony_changelist')}?q=met"):
        assert SECRET not in browser.get(other).content.decode()


def test_it_can_be_neither_searched_nor_written_past_its_row(people: People) -> None:
    testimony = noted(people)
    for lookup in ("notes", "notes__contains", "notes__startswith"):
        with pytest.raises(FieldError):
            models.Testimony.objects.filter(**{lookup: "x"})
    with pytest.raises(TypeError):
        models.Testimony.objects.update(notes="in clear")
    with pytest.raises(TypeError):
        testimony.notes = None  # type: ignore[assignment]
    testimony.notes = SECRET + "!"
    with pytest.raises(TypeError):
        models.Testimony.objects.bulk_update([testimony], ["notes"])
    assert models.Testimony.objects.get().notes == SECRET


def test_rotation_closes_everything_anew_and_the_old_key_can_go(people: People, stores: Stores) -> None:
    accounts = [noted(people, f"{SECRET} {number}") for number in range(5)]
    old = keyring().current
    call_command("rotate_keys", stdout=StringIO())
    assert keyring().current != old
    assert not list(under_older_keys(keyring()))
    with pytest.raises(CommandError, match="not an hour old"):
        call_command("rotate_keys", forget_old=True)
    path = stores.data / "desk" / "keys" / "fields.json"
    rows = json.loads(path.read_text())
    rows[-1]["made_at"] = (timezone.now() - timedelta(hours=2)).isoformat()
    path.write_text(json.dumps(rows))
    call_command("rotate_keys", forget_old=True, stdout=StringIO())
    assert len(keyring().keys) == 1
    for number, account in enumerate(accounts):
        assert models.Testimony.objects.get(pk=account.pk).notes == f"{SECRET} {number}"


def test_an_old_key_that_is_still_needed_does_not_go(people: People, stores: Stores) -> None:
    noted(people)
    add_key()
    path = stores.data / "desk" / "keys" / "fields.json"
    rows = json.loads(path.read_text())
    rows[-1]["made_at"] = (timezone.now() - timedelta(hours=2)).isoformat()
    path.write_text(json.dumps(rows))
    with pytest.raises(CommandError, match="still closed with an older key"):
        call_command("rotate_keys", forget_old=True)


def test_a_lost_key_loses_its_fields_and_nothing_else(people: People) -> None:
    testimony = noted(people)
    add_key()
    forget_older_keys()
    again = models.Testimony.objects.get(pk=testimony.pk)
    with pytest.raises(KeyGone):
        again.notes  # noqa: B018
    assert make_testimony(people, "published").public_version == 1
    assert noted(people, "new").notes == "new"


def test_the_keys_are_for_the_staff_process_alone(people: People, stores: Stores) -> None:
    noted(people)
    folder = stores.data / "desk" / "keys"
    assert folder.stat().st_mode & 0o777 == 0o700
    files = [path for path in folder.iterdir() if path.suffix != ".lock"]
    assert {path.name for path in files} == {"fields.json", "head.json", "log.key"}
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}


def test_the_public_process_reads_no_key(stores: Stores) -> None:
    script = "import sys; print([name for name in sys.modules if 'desk' in name])"
    with stores.start(script, ARCHIVE_ROLE="public") as process:
        printed, wrong = process.communicate(timeout=60)
    assert printed.strip() == "[]", wrong
