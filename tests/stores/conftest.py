"""A PostgreSQL server of the tests' own, in a temporary folder, reached through a socket there."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
Manage = Callable[..., subprocess.CompletedProcess[str]]


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or [Path(shutil.which("initdb") or "")]
    if not found[-1].name:
        pytest.fail("No PostgreSQL server was found. bin/test installs it; or put initdb on the PATH.")
    return found[-1].parent


def _as_its_user(*command: str | Path) -> None:
    # The server refuses to run as root.
    prefix = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
    run = subprocess.run(
        [*prefix, *map(str, command)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, timeout=400, check=False
    )
    assert run.returncode == 0, f"{command[0]} ended with {run.returncode}"


@pytest.fixture(scope="session")
def server() -> Iterator[Path]:
    """The folder of the server's socket."""
    programs = _programs()
    # Not under pytest's own folder: the server's user may not enter that one, and a socket's path must be short.
    folder = Path("/tmp") / f"archive-postgresql-{os.getpid()}"  # noqa: S108 (a fresh folder, 0700, with its own socket)
    folder.mkdir(mode=0o700)
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        data = folder / "data"
        _as_its_user(programs / "initdb", "-D", data, "-U", "archive", "--auth=trust", "-E", "UTF8", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
        _as_its_user(programs / "pg_ctl", "-D", data, "-o", options, "-l", folder / "log", "-w", "start")
        try:
            for name in ("desk", "edition", "receipts"):
                _as_its_user(programs / "createdb", "-h", folder, "-U", "archive", name)
            yield folder
        finally:
            _as_its_user(programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder)


def copy_of_the_desk(server: Path, name: str) -> None:
    """Another database, with all that the desk's held once it was migrated, whatever was put into that one since."""
    _as_its_user(_programs() / "createdb", "-h", server, "-U", "archive", "-T", "bare", name)


@pytest.fixture(scope="session")
def empty(server: Path, tmp_path_factory: pytest.TempPathFactory) -> Manage:
    """Run a management command on an archive whose stores are databases of that server, and hold their tables."""
    url = f"postgresql://archive@/{{}}?host={server}"
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"},
        "ARCHIVE_DATA": str(tmp_path_factory.mktemp("data")),
        "DESK_DATABASE_URL": url.format("desk"),
        "EDITION_DATABASE_URL": url.format("edition"),
        "RECEIPTS_DATABASE_URL": url.format("receipts"),
    }

    def run(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, ROOT / "manage.py", *arguments],
            env={**environment, **more},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=400,
            check=False,
        )

    for name in ("default", "edition", "receipts"):
        _done(run("migrate", "-v0", "--database", name))
    _as_its_user(_programs() / "createdb", "-h", server, "-U", "archive", "-T", "desk", "bare")
    return run


@pytest.fixture(scope="session")
def manage(empty: Manage) -> Manage:
    """The same, with the demonstration accounts in them."""
    _done(empty("load_demonstration"))
    return empty


def _done(command: subprocess.CompletedProcess[str]) -> None:
    assert command.returncode == 0, command.stderr
