"""All databases as files, as a real archive has them: locks, commits and free pages behave as they will in use."""

from __future__ import annotations

import copy
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connections

from testimonies.desk.intake.vocabulary import load_vocabulary
from testimonies.desk.models import HouseRules
from testimonies.desk.moderation.open_words import put_open_words

ROOT = Path(__file__).parents[1]
_FILES = {
    "default": "desk/desk.sqlite3",
    "edition": "edition/edition.sqlite3",
    "receipts": "receipts/store/receipts.sqlite3",
}


@dataclass(frozen=True)
class Stores:
    """The folder of an archive, which this process has open and others may open too."""

    data: Path

    @property
    def edition(self) -> Path:
        return self.data / "edition"

    def environment(self, **more: str) -> dict[str, str]:
        """What another process needs to be told to work on these stores."""
        kept = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        return {**kept, "ARCHIVE_DATA": str(self.data), "DJANGO_SETTINGS_MODULE": "archive.settings", **more}

    def start(self, script: str, **environment: str) -> subprocess.Popen[str]:
        """Another process of the archive, running `script` once Django is ready."""
        begin = f"import sys; sys.path.insert(0, {str(ROOT)!r})\nimport django; django.setup()\n"
        return subprocess.Popen(
            [sys.executable, "-c", begin + script],
            env=self.environment(**environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )


@pytest.fixture(scope="session")
def migrated_stores(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> Path:
    """Stores with the vocabulary and nothing else, copied for each test: migrating takes seconds."""
    data = tmp_path_factory.mktemp("migrated")
    with django_db_blocker.unblock(), _open(data):
        call_command("migrate", verbosity=0)
        call_command("migrate", database="edition", verbosity=0)
        call_command("migrate", database="receipts", verbosity=0)
        # A test's archive holds a handful of accounts; test_risk asks for more likeness.
        HouseRules.objects.update_or_create(pk=1, defaults={"k": 1})
        load_vocabulary(ROOT / "fixtures" / "vocabulary")
        put_open_words()
    return data


@pytest.fixture
def stores(migrated_stores: Path, tmp_path: Path, settings: Any, django_db_blocker: Any) -> Iterator[Stores]:
    """Stores of this test's own. Do not ask for pytest-django's `db` beside them."""
    data = tmp_path / "data"
    shutil.copytree(migrated_stores, data)
    settings.DATA_DIR = data
    settings.DENY_DIR = data / "receipts" / "deny"
    settings.DENY_DIR.mkdir(parents=True)
    settings.HAYSTACK_CONNECTIONS = {
        "default": {**settings.HAYSTACK_CONNECTIONS["default"], "PATH": str(data / "edition" / "index")}
    }
    with django_db_blocker.unblock(), _open(data):
        yield Stores(data)


def close_the_gate() -> None:
    """The limit of a new house. The stores of a test open the gate past the log, and `verify_decisions` says so."""
    HouseRules.objects.update(k=3)


@contextmanager
def _open(data: Path) -> Iterator[None]:
    """All databases under `data`, in this thread and in those it starts."""
    before = {alias: (connections.settings[alias], connections[alias]) for alias in _FILES}
    for alias, name in _FILES.items():
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        given = copy.deepcopy(before[alias][0])
        # Waiting for the disk would take most of the time, and no test here pulls the plug.
        given["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
        connections.settings[alias] = {**given, "NAME": str(data / name)}
        del connections[alias]
    ContentType.objects.clear_cache()
    try:
        yield
    finally:
        for alias, (given, connection) in before.items():
            # Closing the last connection writes the log beside the file back into it.
            connections[alias].close()
            connections.settings[alias] = given
            connections[alias] = connection
        ContentType.objects.clear_cache()
