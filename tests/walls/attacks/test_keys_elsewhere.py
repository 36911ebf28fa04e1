"""A copy of everything under `var/`, taken by whoever has not the folder of keys: nothing encrypted opens."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.people import make_people, make_testimony
from tests.real_stores import ROOT, Stores

pytestmark = pytest.mark.long

NOTE = "Zaunkoenig came to the office on a Tuesday."
READ = """
import django
django.setup()
from testimonies.desk.models import Testimony
from testimonies.desk.safe.keyring import Unreadable
try:
    print(Testimony.objects.get().notes)
except Unreadable:
    print("unreadable")
"""


def read_with(stores: Stores, keys: Path) -> str:
    """What our own program prints of the note, with the copied data and the keys it finds."""
    run = subprocess.run(
        [sys.executable, "-c", READ],
        cwd=ROOT,
        env={**stores.environment(), "ARCHIVE_KEYS": str(keys)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return run.stdout.strip()


def test_without_the_folder_of_keys_no_note_opens(stores: Stores, tmp_path: Path, settings: object) -> None:
    keys = tmp_path / "another disk"
    settings.KEYS_DIR = keys  # type: ignore[attr-defined]
    testimony = make_testimony(make_people())
    testimony.notes = NOTE
    testimony.save(update_fields=["notes"])
    assert {path.name for path in keys.iterdir()} >= {"fields.json", "log.key"}
    assert not (stores.data / "desk" / "keys").exists()
    assert read_with(stores, keys) == NOTE
    assert read_with(stores, tmp_path / "not taken away") == "unreadable"


def test_the_keys_are_closed_to_other_users(stores: Stores, tmp_path: Path, settings: object) -> None:
    settings.KEYS_DIR = tmp_path / "keys"  # type: ignore[attr-defined]
    make_testimony(make_people())
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700
    assert all(path.stat().st_mode & 0o077 == 0 for path in (tmp_path / "keys").iterdir())
