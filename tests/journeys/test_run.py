"""`bin/run`: what a person at a terminal meets."""

import os
import signal
import socket
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.journeys.conftest import OPEN, Archive, free_port, running, stop


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(free_port(), tmp_path / "data")


def _child(pid: int, word: str) -> int:
    """The child process of `pid` whose command line has `word`."""
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        if word in Path(f"/proc/{child}/cmdline").read_text():
            return int(child)
    raise LookupError(word)


def test_it_says_where_to_go_and_how_to_begin(site: Archive) -> None:
    assert f"{OPEN}{site.url}/ " in site.said
    assert f"{site.url}/staff/" in site.said
    assert "manage.py createsuperuser" in site.said
    assert "Demonstration data is loaded" in site.said


def test_only_its_own_user_may_enter_the_desk_folder(site: Archive) -> None:
    assert (site.data / "desk").stat().st_mode & 0o777 == 0o700


def test_a_second_start_keeps_what_was_there_and_loads_nothing_again(archive: Archive) -> None:
    with running(archive, ARCHIVE_DEMONSTRATION="no"):
        archive.manage(
            "createsuperuser", "--noinput", "--username=first", "--email=", DJANGO_SUPERUSER_PASSWORD="x" * 20
        )
    (archive.data / "desk" / "demonstration-loaded").touch()
    with running(archive):
        assert archive.manage("shell", "-v0", "-c", _COUNTS).split() == ["first", "0"]


_COUNTS = """
from django.contrib.auth.models import User
from testimonies.desk.models import Testimony
print(User.objects.get(is_staff=True), Testimony.objects.count())
"""


def test_it_stops_when_told_and_leaves_no_process_behind(archive: Archive) -> None:
    process = archive.start(ARCHIVE_DEMONSTRATION="no")
    assert stop(process) == 128 + signal.SIGTERM
    assert archive.silent.wait(timeout=10)


@pytest.mark.parametrize(("part", "name"), [("gunicorn", "web server"), ("sync_edition", "indexer")])
def test_when_one_half_dies_the_other_stops_too(archive: Archive, part: str, name: str) -> None:
    process = archive.start(ARCHIVE_DEMONSTRATION="no")
    os.kill(_child(process.pid, part), signal.SIGKILL)
    assert process.wait(timeout=40) == 128 + signal.SIGKILL
    assert archive.silent.wait(timeout=10)
    assert f"The {name} stopped by itself" in archive.said


def test_a_taken_port_is_a_sentence_and_nothing_is_made(archive: Archive) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", archive.port))
        other.listen()
        process = archive.start()
        assert process.wait(timeout=40) == 1
    assert f"Port {archive.port} cannot be used" in archive.said
    assert not archive.data.exists()


def test_the_public_role_serves_readers_and_knows_no_desk(archive: Archive) -> None:
    with running(archive, ARCHIVE_DEMONSTRATION="no"):
        pass
    public = Archive(free_port(), archive.data, role="public")
    (archive.data / "desk").rename(archive.data.parent / "elsewhere")
    with running(public), urlopen(f"{public.url}/", timeout=10) as answer:
        assert answer.status == 200
    assert "staff" not in public.said
    assert not (archive.data / "desk").exists()
