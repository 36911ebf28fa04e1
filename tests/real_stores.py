"""All databases as files, as a real archive has them: locks, commits and free pages behave as they will in use."""

from __future__ import annotations

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
from pytest_django.plugin import DjangoDbBlocker

from testimonies.desk.models import HouseRules
from tests.migrated import ROOT as ROOT
from tests.migrated import opened


@dataclass
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


@pytest.fixture
def stores(made_once: Path, tmp_path: Path, settings: Any, django_db_blocker: DjangoDbBlocker) -> Iterator[Stores]:
    """Stores of this test's own. Do not ask for pytest-django's `db` beside them."""
    with django_db_blocker.unblock(), standing(made_once / "migrated", tmp_path / "data", settings) as stores:
        yield stores


def close_the_gate() -> None:
    """The limit of a new house. The stores of a test open the gate past the log, and `verify_decisions` says so."""
    HouseRules.objects.update(k=3)


def open_the_gate() -> None:
    """As the stores of a test begin."""
    HouseRules.objects.update(k=1)


@contextmanager
def standing(prepared: Path, data: Path, settings: Any) -> Iterator[Stores]:
    """A copy of the stores in the folder `prepared`, open in this process; its files stay afterwards."""
    shutil.copytree(prepared, data)
    settings.DATA_DIR = data
    settings.DENY_DIR = data / "receipts" / "deny"
    settings.DENY_DIR.mkdir(parents=True, exist_ok=True)
    settings.HAYSTACK_CONNECTIONS = {
        "default": {**settings.HAYSTACK_CONNECTIONS["default"], "PATH": str(data / "edition" / "index")}
    }
    with opened(data):
        yield Stores(data)
