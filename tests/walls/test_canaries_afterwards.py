"""No private word reaches the public by what goes wrong afterwards: a restored backup, a process killed in between."""

from __future__ import annotations

import signal
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from testimonies.desk.moderation.approve import approve
from testimonies.desk.moderation.withdraw import withdraw
from testimonies.desk.unseal import open_file, read_private_key
from testimonies.edition.publish import bring_up_to_date
from tests.desk.at_the_server import answered
from tests.people import EVERY_CHECK, advance, change_words, keep_findings, make_draft, names_of_photos
from tests.walls.hiding import body
from tests.walls.world import World

pytestmark = pytest.mark.long


def opened_backup(world: World, folder: Path) -> Path:
    """A backup made now, opened with the custodian's key."""
    sealed, key, opened = folder / "sealed", folder / "custodian", folder / "backup.tar"
    call_command("backup", str(sealed), stdout=StringIO())
    key.write_text(world.seal)
    open_file(sealed, read_private_key(key), opened)
    return opened


def restore(world: World, file: Path) -> str:
    return answered("restore", file, custodian=User.objects.get(pk=world.people.kim.pk).username)


def test_a_restored_backup_shows_nothing_private_and_nobody_who_left(world: World, tmp_path: Path) -> None:
    kept, since = world.canaries.word(), world.canaries.word()
    other = advance(make_draft(world.people.ari, body=body(kept, "wages")), world.people, "published")
    file = opened_backup(world, tmp_path)
    hide = world.canaries.hide
    change_words(other, world.people.ari, body=body(since, "wages"))
    keep_findings(other, world.people.ari)
    advance(other, world.people, "published")
    change_words(world.draft, world.people.ari, body=body(hide("a draft after the backup")))
    change_words(world.account, world.people.ari, body=body(hide("an edit after the backup")))
    withdraw(testimony=world.account, actor=world.people.rok, reason=hide("why it was withdrawn after the backup"))
    bring_up_to_date()
    assert "1 accounts" in restore(world, file)
    looked = world.look(world.taken_out, world.stays, kept, since)
    assert {word for word, _ in looked.found} == {kept}
    assert f"/testimonies/{other.code}/" not in looked.addresses
    assert "edition.sqlite3" in {where for _, where in looked.found}
    desk = world.stores.data / "desk"
    assert [path.name for path in desk.iterdir() if path.name.startswith(("restore-", "backup-"))] == []


def test_a_restore_brings_the_account_back_and_nothing_private_with_it(world: World, tmp_path: Path) -> None:
    file = opened_backup(world, tmp_path)
    change_words(world.account, world.people.ari, body=body(world.stays, world.canaries.hide("after the backup")))
    restore(world, file)
    looked = world.look(world.taken_out, world.stays)
    assert {word for word, _ in looked.found} == {world.taken_out, world.stays}
    assert f"/testimonies/{world.account.code}/" in {where for _, where in looked.found}


BEGIN = """
from django.contrib.auth.models import User
from testimonies.desk.models import Testimony
from testimonies.desk.moderation.publish import publish
from testimonies.desk.moderation.settle import settle
from tests.desk.moderation.failing import killed_before
account, actor = Testimony.objects.get(pk={account}), User.objects.get(pk={actor})
with killed_before({statement!r}):
    {act}
"""
PUBLISH = "publish(testimony=account, actor=actor)"
# Before anything is decided; with the decision stored and nothing written; and half way through writing.
MOMENTS = [
    (PUBLISH, 'INSERT INTO "desk_publication"'),
    (PUBLISH, 'INSERT INTO "edition_publishedtestimony"'),
    ("settle()", 'INSERT INTO "edition_change"'),
]


def test_a_publication_that_is_killed_shows_nothing_before_it_is_finished(world: World) -> None:
    new = world.canaries.word()
    change_words(world.account, world.people.ari, body=body(world.stays, new))
    keep_findings(world.account, world.people.ari)
    looked_at = names_of_photos(world.account)
    approve(testimony=world.account, actor=world.people.rok, checklist=EVERY_CHECK, looked_at=looked_at)
    keys = {"account": world.account.pk, "actor": world.people.cho.pk}
    for act, statement in MOMENTS:
        with world.stores.start(BEGIN.format(act=act, statement=statement, **keys)) as process:
            _, wrong = process.communicate(timeout=120)
        assert process.returncode == -signal.SIGKILL, wrong
        assert new not in wrong
        assert world.leaks(world.look(new)) == [], statement
    call_command("sync_edition", stdout=StringIO())
    looked = world.look(new)
    assert {word for word, _ in looked.found} == {new}
    assert f"/testimonies/{world.account.code}/" in {where for _, where in looked.found}
