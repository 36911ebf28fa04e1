"""A backup opens only for the custodian, and restoring it brings back everything but whoever left."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tarfile
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from testimonies.desk import models
from testimonies.desk.chain.verify import findings
from testimonies.desk.models import Decision
from testimonies.desk.moderation.erase import erase
from testimonies.desk.moderation.issue_receipt import issue_receipt
from testimonies.desk.moderation.lapse import LapseReason, lapse, lapse_what_is_due
from testimonies.desk.moderation.withdraw import withdraw
from testimonies.desk.photos.files import read_original
from testimonies.edition.publish import bring_up_to_date
from testimonies.media.storage import PRIVATE, PUBLIC
from testimonies.receipts.asking import find
from testimonies.receipts.asking import withdraw as ask_to_withdraw
from testimonies.receipts.models import Receipt
from tests.people import People, advance, change_words, make_consent, make_people, make_testimony
from tests.pictures import bare_photo, draft_with_photo, picture
from tests.real_stores import ROOT, Stores, close_the_gate
from tests.shelf import Shelf

SECRET = "met at the Zaunkönig"


def backup(to: Path) -> Path:
    call_command("backup", str(to), stdout=StringIO(), stderr=StringIO())
    return to


def restore(file: Path, *lists: Path, who: str = "kim") -> str:
    out = StringIO()
    call_command("restore", str(file), custodian=who, gone=list(lists), stdout=out)
    return out.getvalue()


def test_the_codes_on_paper_survive_the_loss_of_everything(people: People, stores: Stores, tmp_path: Path) -> None:
    """Also the key beside the hashes, the desk's post, and the signature mirrors know come out of the sealed backup."""
    account, gone = make_testimony(people, "published"), make_testimony(people, "withdrawn")
    receipt = issue_receipt(testimony=account, actor=people.cho)
    known = Client().get("/feeds/withdrawals.key").content
    make_seal = tmp_path / "custodian.key"
    call_command("make_seal_key", str(make_seal), stdout=StringIO())
    sealed, opened = backup(tmp_path / "backup.sealed"), tmp_path / "backup.tar"
    assert unseal(sealed, "--key", make_seal, "--out", opened).returncode == 0
    for lost in ("pepper", "desk.pub"):
        (stores.data / "receipts" / "store" / lost).unlink()
    for lost in ("feed.key", "post.key"):
        (stores.data / "desk" / "keys" / lost).unlink()
    Receipt.objects.all().delete()
    restore(opened)
    call_command("sync_edition", stdout=StringIO())
    phone = Client()
    assert account.code in phone.post("/receipt/", {"code": receipt}).content.decode()
    ask_to_withdraw(find(receipt))
    call_command("sync_edition", stdout=StringIO())
    assert (status(account), status(gone)) == (410, 410)
    assert Client().get("/feeds/withdrawals.key").content == known


def unseal(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "testimonies.desk.unseal", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def status(testimony: models.Testimony) -> int:
    return Client().get(f"/testimonies/{testimony.code}/").status_code


def noted(people: People) -> models.Testimony:
    """A published account with a staff note."""
    testimony = make_testimony(people)
    testimony.notes = SECRET
    testimony.save(update_fields=["notes"])
    return advance(testimony, people, "published")


def _note_four() -> tuple[People, list[models.Testimony]]:
    people = make_people()
    return people, [noted(people) for _ in range(4)]


@pytest.fixture
def prepared(shelf: Shelf) -> tuple[People, list[models.Testimony]]:
    return shelf.take("four accounts with notes", _note_four)


@pytest.fixture
def accounts(prepared: tuple[People, list[models.Testimony]]) -> list[models.Testimony]:
    return prepared[1]


@pytest.fixture
def staff(prepared: tuple[People, list[models.Testimony]]) -> People:
    """The people beside `accounts`."""
    return prepared[0]


def agree() -> None:
    call_command("verify_edition", stdout=StringIO())
    close_the_gate()
    assert list(findings()) == []


def test_whoever_left_after_the_backup_stays_away(
    staff: People, accounts: list[models.Testimony], tmp_path: Path
) -> None:
    stays, withdrawn, erased, changed = accounts
    file = backup(tmp_path / "backup.tar")
    withdraw(testimony=withdrawn, actor=staff.cho)
    withdraw(testimony=erased, actor=staff.cho)
    erase(testimony=erased, actor=staff.kim)
    change_words(changed, staff.cho, title="After the backup")
    later = make_testimony(staff, "published")
    assert "2 accounts" in restore(file)
    agree()
    assert [status(account) for account in (stays, withdrawn, erased, changed, later)] == [200, 410, 410, 200, 404]
    for account in accounts:
        account.refresh_from_db()
    assert [account.status for account in accounts] == ["published", "withdrawn", "withdrawn", "published"]
    assert not erased.texts.exists()
    assert stays.notes == SECRET
    assert changed.texts.get().title != "After the backup"
    told = Decision.objects.get(verb="restore")
    assert (told.actor.username, told.facts["kept"]) == ("kim", 17)


def test_what_lapsed_after_the_backup_stays_out_and_is_not_withdrawn(
    staff: People, accounts: list[models.Testimony], tmp_path: Path
) -> None:
    narrowed, handed_in, *_ = accounts
    file = backup(tmp_path / "backup.tar")
    # The consent that says no is lost with the restore; the account must not come back by that.
    make_consent(narrowed.contributor, answers={"public_text": "no"})
    lapse_what_is_due()
    lapse(testimony=handed_in, reason=LapseReason.REVIEW_PASSED)
    advance(handed_in, staff, "submitted")
    assert "2 accounts" in restore(file)
    agree()
    for account in (narrowed, handed_in):
        account.refresh_from_db()
        assert (account.status, status(account)) == ("lapsed", 410)


def test_a_lost_database_is_restored_without_whoever_the_edition_or_a_list_says_left(
    staff: People, accounts: list[models.Testimony], stores: Stores, tmp_path: Path
) -> None:
    stays, withdrawn, erased, _ = accounts
    file = backup(tmp_path / "backup.tar")
    withdraw(testimony=withdrawn, actor=staff.cho)
    withdraw(testimony=erased, actor=staff.cho)
    erase(testimony=erased, actor=staff.kim)
    copied = tmp_path / "gone.jsonl"
    shutil.move(stores.data / "desk" / "gone.jsonl", copied)
    connection.close()
    for path in (stores.data / "desk").glob("desk.sqlite3*"):
        path.unlink()
    restore(file, copied)
    agree()
    assert [status(account) for account in (stays, withdrawn, erased)] == [200, 410, 410]
    assert not models.Text.objects.filter(testimony__code=erased.code).exists()
    assert stays.code not in copied.read_text()


def test_a_sealed_backup_shows_nothing_and_opens_with_the_private_key(
    staff: People, accounts: list[models.Testimony], stores: Stores, tmp_path: Path
) -> None:
    call_command("make_seal_key", str(tmp_path / "private"), stdout=StringIO())
    file = backup(tmp_path / "backup")
    assert file.stat().st_mode & 0o777 == 0o600
    assert b"wages" not in file.read_bytes()
    assert b"SQLite" not in file.read_bytes()
    opened = tmp_path / "backup.tar"
    assert unseal(file, "--key", tmp_path / "private", "--out", opened).returncode == 0
    # A new machine: other keys, an empty desk.
    shutil.rmtree(stores.data / "desk" / "keys")
    make_testimony(staff)
    restore(opened)
    agree()
    assert models.Testimony.objects.get(pk=accounts[0].pk).notes == SECRET
    with pytest.raises(CommandError, match="still sealed"):
        restore(file)


def test_a_backup_without_a_seal_key_holds_no_keys(accounts: list[models.Testimony], tmp_path: Path) -> None:
    with tarfile.open(backup(tmp_path / "backup")) as tar:
        names = set(tar.getnames())
    assert names == {"manifest.json", "desk.sqlite3", "gone.jsonl"} - ({"gone.jsonl"} - names)
    assert SECRET.encode() not in (tmp_path / "backup").read_bytes()


@pytest.mark.parametrize("where", [40, 200, -1, -70_000])
def test_a_sealed_backup_that_was_touched_does_not_open(
    accounts: list[models.Testimony], tmp_path: Path, where: int
) -> None:
    call_command("make_seal_key", str(tmp_path / "private"), stdout=StringIO())
    content = bytearray(backup(tmp_path / "backup").read_bytes())
    content[where] ^= 1
    for name, forged in (("changed", bytes(content)), ("cut", bytes(content[: len(content) // 2]))):
        (tmp_path / name).write_bytes(forged)
        opened = unseal(tmp_path / name, "--key", tmp_path / "private", "--out", tmp_path / "out")
        assert opened.returncode == 1
        assert "damaged" in opened.stderr
        assert not (tmp_path / "out").exists()


def _tar(**parts: bytes) -> bytes:
    file = BytesIO()
    with tarfile.open(fileobj=file, mode="w") as tar:
        for name, content in parts.items():
            entry = tarfile.TarInfo(name.replace("__", "/"))
            entry.size = len(content)
            tar.addfile(entry, BytesIO(content))
    return file.getvalue()


WRONG = {
    "nothing": b"",
    "no tar": b"x" * 2000,
    "a stranger": _tar(**{"..__evil": b"x"}),
    "no list": _tar(**{"desk.sqlite3": b"x"}),
    "another format": _tar(**{"manifest.json": json.dumps({"format": "x", "sha256": {}}).encode()}),
    "another sum": _tar(
        **{
            "manifest.json": json.dumps(
                {"format": "testimony-archive backup 1", "sha256": {"desk.sqlite3": "0" * 64}}
            ).encode(),
            "desk.sqlite3": b"x",
        }
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_backup_changes_nothing(
    staff: People, accounts: list[models.Testimony], tmp_path: Path, name: str
) -> None:
    bring_up_to_date()
    (tmp_path / "file").write_bytes(WRONG[name])
    with pytest.raises(CommandError):
        restore(tmp_path / "file")
    with pytest.raises(CommandError):
        restore(backup(tmp_path / "sound"), who="cho")
    agree()
    assert models.Testimony.objects.filter(status="published").count() == 4
    assert not Decision.objects.filter(verb="restore").exists()


def test_photographs_come_back_with_a_backup(people: People, stores: Stores, tmp_path: Path) -> None:
    """Those of whoever left since do not, and what was added since goes."""
    (stays, photo), (leaves, lost) = draft_with_photo(people), draft_with_photo(people)
    for testimony in (stays, leaves):
        advance(testimony, people, "published")
    content = read_original(photo)
    call_command("make_seal_key", str(tmp_path / "private"), stdout=StringIO())
    backup(tmp_path / "sealed")
    unseal(tmp_path / "sealed", "--key", tmp_path / "private", "--out", tmp_path / "opened")
    withdraw(testimony=leaves, actor=people.cho)
    erase(testimony=leaves, actor=people.kim)
    later = bare_photo(make_testimony(people))
    before = {name: PUBLIC.read(name) for name in PUBLIC.names()}
    # Another machine: neither the files nor the keys are there.
    for folder in ("photos", "keys"):
        shutil.rmtree(stores.data / "desk" / folder)
    shutil.rmtree(stores.data / "edition" / "media")
    restore(tmp_path / "opened")
    agree()
    assert read_original(photo) == content
    assert {name: PUBLIC.read(name) for name in PUBLIC.names()} == before
    assert not {later.original, lost.original} & set(PRIVATE.names())


def test_a_backup_in_clear_shows_no_photograph(people: People, tmp_path: Path) -> None:
    content = picture(comment=SECRET.encode())
    bare_photo(make_testimony(people), content)
    file = backup(tmp_path / "clear").read_bytes()
    assert content[:40] not in file
    assert SECRET.encode() not in file


def test_a_restore_keeps_aside_what_it_takes_away(people: People, stores: Stores, tmp_path: Path) -> None:
    file = backup(tmp_path / "backup.tar")
    testimony, _photo = draft_with_photo(people)
    advance(testimony, people, "published")
    before = set(PRIVATE.names())
    assert PUBLIC.names()
    restore(file)
    assert PRIVATE.names() == PUBLIC.names() == []
    assert {path.name for path in (stores.data / "desk" / "before-restore" / "photos").iterdir()} == before


def test_a_backup_does_not_hold_who_failed_to_sign_in(people: People, tmp_path: Path) -> None:
    Client().post("/staff/login/", {"username": "cho", "password": "x", "code": ""})
    kept = models.Attempts.objects.values_list("pk", flat=True)
    assert kept
    with tarfile.open(backup(tmp_path / "backup.tar")) as tar:
        copy = tar.extractfile("desk.sqlite3")
        assert copy
        content = copy.read()
        assert not [name for name in tar.getnames() if "salt" in name]
    assert b"desk_attempts" in content
    assert not [who for who in kept if who.encode() in content]
