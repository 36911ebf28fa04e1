"""The public server as another system user, as SECURITY.md says to run it, and what somebody gets who took it over."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from django.db import connections

from testimonies.desk.seal import make_seal_key
from testimonies.edition.publish import bring_up_to_date
from tests.people import People, make_testimony
from tests.real_stores import ROOT, Stores
from tests.walls.served import Served, serving

pytestmark = pytest.mark.long

# "nobody" of most systems; any number does that owns nothing here.
STRANGER = ["--reuid=65534", "--regid=65534", "--clear-groups", "--inh-caps=-all", "--bounding-set=-all"]


def _cannot(why: str) -> NoReturn:
    """Skip where somebody tries a change at home. Where changes are judged, what was not tried has failed."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"This wall was not tried: {why}")
    pytest.skip(why)


@pytest.fixture
def as_stranger() -> list[str]:
    """What is put before a command so that another system user runs it."""
    setpriv = shutil.which("setpriv")
    if os.geteuid() != 0 or not setpriv:
        _cannot("only root can start a process as another user, with setpriv (Debian: util-linux)")
    command = [setpriv, *STRANGER]
    tried = subprocess.run([*command, sys.executable, "-c", "import django"], cwd=ROOT, check=False, timeout=60)
    if tried.returncode:
        _cannot("another user may not read this Python or this project, so nothing could be started")
    return command


@pytest.fixture
def installed(people: People, stores: Stores, as_stranger: list[str]) -> Iterator[tuple[Stores, str]]:
    """The stores where another user may come to them, with the rights that a real installation has; and a code."""
    make_seal_key()
    code = make_testimony(people, "published").code
    bring_up_to_date()
    for connection in connections.all():
        connection.close()
    # Pytest's own folders are closed to others.
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        data = Path(folder) / "data"
        shutil.copytree(stores.data, data)
        Path(folder).chmod(0o755)
        data.chmod(0o755)
        for path in (data / "edition", *(data / "edition").rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
        (data / "desk").chmod(0o700)
        scratch = Path(folder) / "scratch"
        scratch.mkdir()
        scratch.chmod(0o777)
        yield Stores(data), code


@pytest.fixture
def server(installed: tuple[Stores, str], as_stranger: list[str]) -> Iterator[Served]:
    stores, _code = installed
    with serving(stores, "public", before=as_stranger, TMPDIR=str(stores.data.parent / "scratch"), HOME="/") as served:
        yield served


def state(data: Path) -> dict[str, bytes]:
    return {str(path.relative_to(data)): path.read_bytes() for path in data.rglob("*") if path.is_file()}


def test_it_serves(server: Served, installed: tuple[Stores, str]) -> None:
    stores, code = installed
    before = state(stores.data)
    for address in (
        "/",
        "/search/?q=wages",
        f"/testimonies/{code}/",
        "/ko/themes/",
        "/readyz",
        "/static/public/tokens.css",
    ):
        assert server.ask(address).status == 200, address
    assert code in server.ask("/search/?q=wages").body
    assert server.ask("/staff/").status == 404
    assert Path(f"/proc/{server.process.pid}").stat().st_uid == 65534
    assert state(stores.data) == before


# Run with the environment and the working directory of the server, by its user: what its code could be made to do.
TAKEN_OVER = """
import json, os, pathlib, sqlite3, subprocess, sys
data, desk_files = pathlib.Path(os.environ["ARCHIVE_DATA"]), json.loads(sys.stdin.read())
said = {}

def attempt(name, act):
    try:
        said[name] = f"done: {act()!r}"[:200]
    except BaseException as error:
        said[name] = type(error).__name__

attempt("list the desk", lambda: os.listdir(data / "desk"))
for name in desk_files:
    attempt(f"read {name}", lambda: (data / name).read_bytes())
    attempt(f"write {name}", lambda: (data / name).write_bytes(b"x"))
def delete(path, table):
    sqlite3.connect(path).execute(f"DELETE FROM {table}")

attempt("connect to the desk", lambda: delete(data / "desk" / "desk.sqlite3", "auth_user"))
attempt("open the desk's doors", lambda: os.chmod(data / "desk", 0o777))
attempt("move the desk", lambda: os.rename(data / "desk", data / "open"))
attempt("put a desk in its place", lambda: os.mkdir(data / "open"))
edition = [path for path in (data / "edition").rglob("*")]
assert len(edition) > 5
for path in edition:
    attempt(f"write {path}", lambda: path.open("ab") if path.is_file() else (path / "planted").write_bytes(b"x"))
    attempt(f"remove {path}", lambda: path.unlink() if path.is_file() else path.rmdir())
attempt("plant in the edition", lambda: (data / "edition" / "planted.js").write_bytes(b"x"))
attempt("plant in the code", lambda: open("testimonies/planted.py", "w"))
attempt("write the edition", lambda: delete(data / "edition" / "edition.sqlite3", "edition_term"))
attempt("become root", lambda: os.setuid(0))
for role in ("staff", "all"):
    # By the program that runs already: its own file may lie where this user cannot come.
    run = subprocess.run(
        [sys.executable, "-c", "import django; django.setup()"],
        executable="/proc/self/exe", env={**os.environ, "ARCHIVE_ROLE": role}, capture_output=True, text=True)
    assert "django" in run.stderr or "PermissionError" in run.stderr, run.stderr
    said[f"start as {role}"] = "failed" if run.returncode else "done"
print(json.dumps(said))
"""


def test_whoever_took_it_over_gets_nothing_more_than_readers(
    server: Served, installed: tuple[Stores, str], as_stranger: list[str]
) -> None:
    stores, _code = installed
    before = state(stores.data)
    desk = [name for name in before if name.startswith("desk/")]
    assert {"desk/desk.sqlite3", "desk/secret_key", "desk/seal.pub"} <= set(desk) or "desk/keys/log.key" in desk
    environment = dict(
        pair.split("=", 1)
        for pair in Path(f"/proc/{server.process.pid}/environ").read_text().split("\0")
        if "=" in pair
    )
    assert environment["ARCHIVE_ROLE"] == "public"
    run = subprocess.run(
        [*as_stranger, sys.executable, "-c", TAKEN_OVER],
        cwd=Path(f"/proc/{server.process.pid}/cwd").readlink(),
        env=environment,
        input=json.dumps(desk),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    said = json.loads(run.stdout)
    assert not {"ARCHIVE_SECRET_KEY", "DESK_DATABASE_URL"} & environment.keys()
    assert len(said) > 30
    assert {name: answer for name, answer in said.items() if answer.startswith("done")} == {}
    assert state(stores.data) == before
