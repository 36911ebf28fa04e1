"""The import contracts hold, and each of them notices what it is there for."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = ["archive", "testimonies"]
PROGRAM = "from importlinter.cli import lint_imports_command as check; check()"

# A file of the project, the line planted in it, and the contracts that the line breaks.
# What passes the glass wall goes upward too: the wall is a contract of its own so that the report names it.
PLANTED = [
    ("testimonies/edition/paragraphs.py", "import archive", {"wiring"}),
    ("testimonies/vocabulary.py", "import testimonies.exchange", {"floors"}),
    ("testimonies/exchange/__init__.py", "import testimonies.edition.paragraphs", {"floors"}),
    ("testimonies/attic.py", "", {"floors"}),
    ("testimonies/edition/models/__init__.py", "import testimonies.edition.search", {"edition-floors"}),
    ("testimonies/edition/pages/urls.py", "import testimonies.edition.publish", {"edition-floors"}),
    ("testimonies/edition/attic.py", "", {"edition-floors"}),
    ("testimonies/edition/snapshot.py", "import testimonies.desk.models", {"floors", "glass-wall"}),
    ("testimonies/vocabulary.py", "import testimonies.desk.models", {"floors", "glass-wall"}),
    ("testimonies/desk/apps.py", "import testimonies.edition.models", {"door"}),
    ("testimonies/desk/apps.py", "import testimonies.edition.search.sync", {"door"}),
    ("testimonies/desk/apps.py", "import testimonies.edition.snapshot", {"door"}),
    ("testimonies/desk/apps.py", "import testimonies.edition.pages.urls", {"door"}),
    ("testimonies/desk/apps.py", "import testimonies.edition.read_back", {"door"}),
    ("testimonies/receipts/codes.py", "import testimonies.desk.post", {"floors", "glass-wall"}),
    ("testimonies/edition/denied.py", "import testimonies.receipts.store", {"floors"}),
    ("testimonies/edition/denied.py", "import testimonies.edition.models", {"edition-floors"}),
    ("testimonies/receipts/account.py", "import testimonies.edition.publish", {"receipts"}),
    ("testimonies/receipts/account.py", "from testimonies.edition.search.query import find", {"receipts"}),
    ("testimonies/desk/apps.py", "import testimonies.receipts.models", {"counter"}),
    ("testimonies/desk/apps.py", "import testimonies.edition.denied", {"door"}),
    ("testimonies/edition/pages/urls.py", "import whoosh.index", {"search-engine"}),
    ("testimonies/desk/apps.py", "from haystack import indexes", {"search-engine"}),
    ("testimonies/desk/apps.py", "from PIL import Image", {"pictures"}),
    ("testimonies/edition/search/__init__.py", "from PIL import Image", {"pictures"}),
    ("testimonies/exchange/__init__.py", "import django.conf", {"tools"}),
    ("testimonies/exchange/planted.py", "from django.db.models import Model", {"tools"}),
]


def _copy(to: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", to)
    for package in CODE:
        shutil.copytree(ROOT / package, to / package, ignore=shutil.ignore_patterns("__pycache__"))


def _broken(where: Path) -> set[str]:
    """The ids of the contracts that the code under `where` breaks."""
    contracts = tomllib.loads((where / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, "--no-logo", "--no-cache"],
        cwd=where,
        # Wide enough that no name of a contract is broken over two lines.
        env={**os.environ, "COLUMNS": "300", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    found = {}
    for contract in contracts:
        verdict = re.search(re.escape(contract["name"]) + r"\s*(KEPT|BROKEN)", run.stdout)
        assert verdict, f"no verdict on {contract['id']}:\n{run.stdout}{run.stderr}"
        found[contract["id"]] = verdict[1]
    return {name for name, verdict in found.items() if verdict == "BROKEN"}


@pytest.fixture(scope="module")
def broken_already() -> set[str]:
    return _broken(ROOT)


def test_the_code_keeps_every_contract(broken_already: set[str]) -> None:
    assert broken_already == set()


@pytest.mark.parametrize(("file", "line", "breaks"), PLANTED)
def test_a_planted_violation_is_caught(
    file: str, line: str, breaks: set[str], broken_already: set[str], tmp_path: Path
) -> None:
    _copy(tmp_path)
    with (tmp_path / file).open("a") as planted:
        planted.write(f"\n{line}\n")
    assert _broken(tmp_path) - broken_already == breaks


def test_every_contract_has_a_planted_violation() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    assert {contract["id"] for contract in contracts} == set().union(*(breaks for _, _, breaks in PLANTED))
