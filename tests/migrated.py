"""Databases that were brought up to date once for all processes of a run: doing that takes seconds."""

from __future__ import annotations

import copy
import fcntl
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connections
from pytest_django.plugin import DjangoDbBlocker

from testimonies.desk.intake.vocabulary import load_vocabulary
from testimonies.desk.models import HouseRules
from testimonies.desk.moderation.open_words import in_public
from testimonies.edition.publish import put_vocabulary

ROOT = Path(__file__).parents[1]
_FILES = {
    "default": "desk/desk.sqlite3",
    "edition": "edition/edition.sqlite3",
    "receipts": "receipts/store/receipts.sqlite3",
}


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Path:
    """A folder with `bare` stores, and with `migrated` ones that hold the vocabulary and nothing else."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    made = shared / "made-once"
    # Whoever comes first makes them, and the others wait.
    with (shared / "lock").open("w") as lock, django_db_blocker.unblock():
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            _make(shared / "being-made")
            (shared / "being-made").rename(made)
    return made


def _make(folder: Path) -> None:
    with opened(folder / "bare"):
        call_command("migrate", verbosity=0)
        call_command("migrate", database="edition", verbosity=0)
        call_command("migrate", database="receipts", verbosity=0)
    shutil.copytree(folder / "bare", folder / "migrated")
    with opened(folder / "migrated"):
        # A test's archive holds a handful of accounts; test_risk asks for more likeness.
        HouseRules.objects.update_or_create(pk=1, defaults={"k": 1})
        # Past the log, whose key is another one in each test: as in a store of before the log knew the vocabulary.
        terms = load_vocabulary(ROOT / "fixtures" / "vocabulary")
        put_vocabulary(in_public(term) for term in terms if term.public)


@contextmanager
def opened(data: Path) -> Iterator[None]:
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


@pytest.fixture(scope="session")
def django_db_setup(made_once: Path, django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> None:
    """What a test has that asks for pytest-django's `db`: bare databases in this process's memory."""
    with django_db_blocker.unblock():
        for alias, name in _FILES.items():
            connection = connections[alias]
            connection.close()
            connection.settings_dict["NAME"] = f"file:{alias}?mode=memory&cache=shared"
            connection.ensure_connection()
            with closing(sqlite3.connect(made_once / "bare" / name)) as bare:
                bare.backup(connection.connection)
