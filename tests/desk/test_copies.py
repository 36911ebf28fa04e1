"""No whole copy of the desk outlives what it was made for, and no forgotten key stays in a file nobody looks at."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from testimonies.desk import models
from testimonies.desk.backups.working import working_folder
from testimonies.desk.moderation.erase import erase
from testimonies.desk.safe.keyring import add_key, forget_older_keys, keyring
from testimonies.desk.safe.keys import key_folder
from tests.people import People, make_testimony
from tests.real_stores import Stores

pytestmark = pytest.mark.long

KILLED_WHILE_WRITING = """
import os, signal
from testimonies.desk.backups.write import write_backup
class Disk:
    def write(self, content): os.kill(os.getpid(), signal.SIGKILL)
write_backup(Disk())
"""


def copies(stores: Stores) -> list[Path]:
    return [path for path in (stores.data / "desk").rglob("*.sqlite3") if path.parent != stores.data / "desk"]


def kill_a_backup(stores: Stores) -> None:
    with stores.start(KILLED_WHILE_WRITING) as process:
        process.communicate(timeout=60)
    assert process.returncode == -9
    assert len(copies(stores)) == 1


@pytest.fixture
def withdrawn(people: People) -> models.Testimony:
    return make_testimony(people, "withdrawn")


def test_what_a_killed_backup_left_goes_with_the_next_sync(withdrawn: models.Testimony, stores: Stores) -> None:
    kill_a_backup(stores)
    call_command("sync_edition", stdout=StringIO())
    assert copies(stores) == []


def test_what_a_killed_backup_left_goes_with_the_next_backup(
    withdrawn: models.Testimony, stores: Stores, tmp_path: Path
) -> None:
    kill_a_backup(stores)
    call_command("backup", str(tmp_path / "backup"), stdout=StringIO(), stderr=StringIO())
    assert copies(stores) == []


def test_an_erasure_reaches_every_copy(people: People, withdrawn: models.Testimony, stores: Stores) -> None:
    kill_a_backup(stores)
    aside = stores.data / "desk" / "before-restore"
    aside.mkdir()
    (aside / "desk.sqlite3").write_bytes(b"the desk of before")
    erase(testimony=withdrawn, actor=people.kim)
    assert copies(stores) == []
    assert not aside.exists()


def test_a_backup_at_work_keeps_its_folder(stores: Stores) -> None:
    with working_folder("backup-") as folder:
        call_command("sync_edition", stdout=StringIO())
        assert folder.exists()
    assert not folder.exists()


def test_a_forgotten_key_is_in_no_file(people: People, stores: Stores) -> None:
    make_testimony(people)
    old = keyring().current.secret.hex()
    # What a rotation left that was killed between writing the new file and putting it in place.
    left = key_folder() / ".fields.json.0123456789abcdef"
    left.write_bytes(json.dumps([{"secret": old}]).encode())
    add_key()
    forget_older_keys()
    assert not [path.name for path in key_folder().rglob("*") if old.encode() in path.read_bytes()]
