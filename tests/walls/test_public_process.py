"""The process that serves the world: what it can open contains nothing private, and it can write nothing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from testimonies.edition.models import PublishedPicture
from testimonies.edition.publish import bring_up_to_date
from testimonies.media.storage import PUBLIC
from tests.people import People, advance
from tests.pictures import draft_with_photo
from tests.real_stores import Stores
from tests.walls.served import serving

pytestmark = pytest.mark.long


@pytest.fixture
def code(people: People, stores: Stores) -> str:
    testimony, _photo = draft_with_photo(people)
    advance(testimony, people, "published")
    bring_up_to_date()
    return testimony.code


@pytest.fixture
def closed_desk(stores: Stores) -> Iterator[Path]:
    """The desk's folder, which its owner may not enter either."""
    desk = stores.data / "desk"
    desk.chmod(0)
    yield desk
    desk.chmod(0o700)


def without_privileges() -> list[str]:
    """The root user reads whatever it likes; a command behind this one does not."""
    if os.geteuid() != 0:
        return []
    setpriv = shutil.which("setpriv")
    assert setpriv, "as root this test needs setpriv (Debian: util-linux)"
    return [setpriv, "--bounding-set", "-dac_override,-dac_read_search", "--inh-caps", "-all"]


@pytest.fixture
def server(stores: Stores, code: str, closed_desk: Path) -> Iterator[tuple[str, int]]:
    """Address and process number of a real public server on these stores."""
    with serving(stores, "public", before=without_privileges()) as served:
        yield served.url, served.process.pid


def answer(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=30) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_the_public_server_works_with_a_desk_it_cannot_enter(
    server: tuple[str, int], stores: Stores, code: str
) -> None:
    url, _pid = server
    listing = subprocess.run(
        [*without_privileges(), "ls", stores.data / "desk"], check=False, capture_output=True, timeout=30
    )
    assert listing.returncode != 0, "the desk can be read after all, so this test would show nothing"
    for address in ("/", "/search/?q=wages", f"/testimonies/{code}/", "/ko/themes/", "/figures/", "/readyz"):
        assert answer(url + address)[0] == 200, address
    assert code in answer(f"{url}/search/?q=wages")[1]
    names = PublishedPicture.objects.values_list("name", flat=True)
    assert names
    for name in names:
        with urllib.request.urlopen(f"{url}/photographs/{name}", timeout=30) as response:
            assert response.read() == PUBLIC.read(name)


def test_the_public_server_knows_no_desk(server: tuple[str, int]) -> None:
    url, _pid = server
    for prefix in ("", "/ko", "/ru"):
        never = answer(f"{url}{prefix}/no-such-page/")
        assert never[0] == 404
        for address in ("/staff/", "/staff/login/", "/staff/desk/testimony/1/approve/"):
            assert answer(url + prefix + address) == never, prefix + address


def test_the_public_server_has_nothing_of_the_desk_open(server: tuple[str, int], stores: Stores, code: str) -> None:
    url, pid = server
    answer(f"{url}/search/?q=wages")
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    opened = [
        str(handle.readlink()) for number in (str(pid), *children) for handle in Path(f"/proc/{number}/fd").iterdir()
    ]
    assert children
    assert any(name.startswith(str(stores.edition)) for name in opened)
    assert [name for name in opened if name.startswith(str(stores.data / "desk"))] == []


TRIES = """
import json, os
touched = []
sys.addaudithook(lambda event, given: touched.append(str(given[0])) if event in WATCHED else None)
from django.conf import settings
from django.db import connections
from testimonies.edition.models import PublishedTestimony
said = {"read": PublishedTestimony.objects.count()}

def attempt(name, act):
    try:
        act()
        said[name] = "done"
    except Exception as error:
        said[name] = type(error).__name__

def execute(*statements):
    with connections["edition"].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)

attempt("update", lambda: PublishedTestimony.objects.update(pseudonym="x"))
attempt("delete", lambda: PublishedTestimony.objects.all().delete())
attempt("raw", lambda: execute("DELETE FROM edition_publishedtestimony"))
attempt("pragma", lambda: execute("PRAGMA query_only=OFF", "DELETE FROM edition_publishedtestimony"))
attempt("desk", lambda: __import__("testimonies.desk.models"))
attempt("default", lambda: connections["default"].cursor())
private = {"admin", "auth", "desk", "sessions"}
said["apps"] = [name for name in settings.INSTALLED_APPS if name.split(".")[-1] in private]
said["touched"] = [name for name in touched if name.startswith(os.path.join(os.environ["ARCHIVE_DATA"], "desk"))]
said["seen"] = len(touched)
print(json.dumps(said))
"""


def test_the_public_process_writes_nothing_though_the_files_would_let_it(
    stores: Stores, code: str, closed_desk: Path
) -> None:
    """Here it is the settings that refuse, not the file system: the process has every right of its user."""
    before = (stores.edition / "edition.sqlite3").read_bytes()
    script = 'WATCHED = {"open", "sqlite3.connect", "os.listdir", "os.mkdir"}\n' + TRIES
    with stores.start(script, ARCHIVE_ROLE="public") as process:
        printed, wrong = process.communicate(timeout=60)
    assert process.returncode == 0, wrong
    said = json.loads(printed)
    assert said["read"] == 1
    for name in ("update", "delete", "raw", "pragma"):
        assert said[name] == "OperationalError", name
    assert said["desk"] == "RuntimeError"
    assert said["default"] == "ImproperlyConfigured"
    assert said["apps"] == []
    assert said["seen"] > 3
    assert said["touched"] == []
    assert (stores.edition / "edition.sqlite3").read_bytes() == before
    assert [path.name for path in stores.edition.iterdir() if path.name.endswith(("-wal", "-journal", "-shm"))] == []


@pytest.mark.parametrize("role", ["public", "receipts"])
def test_it_takes_no_key_of_the_desk_from_its_environment(stores: Stores, role: str) -> None:
    script = "from django.conf import settings; print(settings.SECRET_KEY)"
    with stores.start(script, ARCHIVE_ROLE=role, ARCHIVE_SECRET_KEY="the staff key") as process:
        printed, wrong = process.communicate(timeout=60)
    assert process.returncode == 0, wrong
    assert len(printed.strip()) > 60
    assert "the staff key" not in printed


@pytest.mark.parametrize(("role", "store"), [("public", "DESK"), ("public", "RECEIPTS"), ("receipts", "DESK")])
def test_it_does_not_start_beside_the_way_into_a_store_that_is_not_its_own(
    stores: Stores, role: str, store: str
) -> None:
    name = f"{store}_DATABASE_URL"
    with stores.start("print('started')", ARCHIVE_ROLE=role, **{name: "postgres://desk:secret@host/desk"}) as process:
        printed, wrong = process.communicate(timeout=60)
    assert process.returncode != 0
    assert printed == ""
    assert f"{name} is set, but ARCHIVE_ROLE={role} never opens that database." in wrong
    assert "secret@" not in wrong
