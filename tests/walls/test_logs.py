"""Nothing that anybody typed, and nobody's address, stands in what any process prints or leaves lying about."""

from __future__ import annotations

import re
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

import pytest

from testimonies.edition.publish import bring_up_to_date
from testimonies.receipts.codes import new_code
from tests.people import People, make_testimony
from tests.real_stores import Stores
from tests.walls.served import Served, serving

MARK = "Zaunkoenig"
ADDRESS = "9.9.9.9"


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    folder = tmp_path / "scratch"
    folder.mkdir()
    return folder


def kept(scratch: Path) -> Iterator[tuple[str, str]]:
    for path in scratch.rglob("*"):
        yield f"the name of {path.name}", path.name
        if path.is_file():
            yield path.name, path.read_bytes().decode(errors="replace")


def send_raw(served: Served, request: bytes) -> bytes:
    with socket.create_connection((served.host, served.port), timeout=60) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


TOKEN = "a" * 32
# What each role is seen to answer before its stores are broken, so that the eyes are open.
ANSWERS = {"public": {200, 400, 403, 404}, "all": {200, 400, 403, 404}, "staff": {200, 400, 403, 404}}
ANSWERS["receipts"] = {400, 404}


def provoke(served: Served) -> list[int]:
    """Everything that may go wrong with a request, each with the mark in it."""
    marked = {"Referer": f"http://{MARK}/", "User-Agent": MARK, "Cookie": f"sessionid={MARK}"}
    marked["X-Forwarded-For"] = ADDRESS
    form = {**marked, "Content-Type": "application/x-www-form-urlencoded"}
    # Past the guard against forged requests, so that what is typed reaches the form.
    typed = {**form, "Cookie": f"csrftoken={TOKEN}; sessionid={MARK}"}
    signing_in = {"username": MARK, "password": MARK, "code": MARK, "csrfmiddlewaretoken": TOKEN}
    asked = [
        ("POST", "/staff/login/", typed, urlencode(signing_in).encode()),
        ("POST", "/receipt/", form, urlencode({"code": MARK}).encode()),
        ("POST", f"/receipt/?{MARK}", form, urlencode({"code": new_code()}).encode()),
        ("GET", f"/staff/invitation/{MARK}/", marked, None),
        ("GET", f"/search/?q={MARK}", marked, None),
        ("GET", f"/testimonies/{MARK}/", marked, None),
        ("GET", f"/{MARK}/", marked, None),
        ("GET", f"/search/?q={MARK}&period_from={MARK}", marked, None),
        ("GET", f"/search/?q={MARK}", {**marked, "Host": f"{MARK}.example"}, None),
        ("POST", f"/search/?q={MARK}", form, urlencode({"q": MARK}).encode()),
        ("POST", "/staff/login/", form, urlencode({"username": MARK, "password": MARK}).encode()),
        ("POST", "/staff/login/", {**marked, "Content-Type": f"multipart/form-data; boundary={MARK}"}, MARK.encode()),
        ("POST", "/staff/login/", form, b"&".join(f"{MARK}{n}=x".encode() for n in range(2000))),
        (MARK, "/", marked, None),
        ("GET", f"/staff/{MARK}/?{MARK}", marked, None),
    ]
    return [served.ask(path, method=verb, headers=given, body=body).status for verb, path, given, body in asked]


RAW = [
    f"GET / {MARK}\r\n\r\n",
    f"{MARK.lower()} {MARK}\r\n\r\n",
    f"GET /{MARK} HTTP/1.1\r\nHost: x\r\n{MARK} : y\r\n\r\n",
    f"GET /{MARK}{'x' * 9000} HTTP/1.1\r\n\r\n",
    f"GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: {MARK}\r\n\r\n",
    f"GET / HTTP/1.1\r\nHost: x\r\nExpect: {MARK}\r\n\r\n",
]


def break_stores(stores: Stores) -> None:
    """What a full disk or a half-copied folder looks like from within."""
    with closing(sqlite3.connect(stores.data / "desk" / "desk.sqlite3")) as desk, desk:
        # First, and from within: a process in WAL mode goes on with the pages that it knows.
        desk.execute("ALTER TABLE auth_user RENAME TO lost")
    for folder in (stores.edition, stores.data / "desk", stores.data / "receipts" / "store"):
        for path in folder.glob("*.sqlite3"):
            # In place, and as long as before: a process that has it open must not find a file that ends early.
            size = path.stat().st_size
            with path.open("r+b") as file:
                file.write((b"no database at all" * (size // 18 + 1))[:size])


def assert_silent(served: Served, scratch: Path) -> None:
    said = "".join(served.said)
    assert "Listening at" in said, "the eyes are open"
    for where, words in [("the log", said), *kept(scratch)]:
        for mark in (MARK, MARK.lower(), ADDRESS):
            assert mark not in words, f"{mark} in {where}"
    # Who asked has the same address as the server itself, which may stand only where it says so and in its settings.
    own = re.compile(r"Listening at: |  \w+_allow_ips: |  bind: ")
    assert [line for line in served.said if "127.0.0.1" in line and not own.search(line)] == []


@pytest.mark.parametrize("role", ["public", "receipts", "staff", "all"])
def test_whatever_goes_wrong_nothing_of_it_is_printed(people: People, stores: Stores, scratch: Path, role: str) -> None:
    make_testimony(people, "published")
    bring_up_to_date()
    options = ["--access-logfile", "-", "--log-level", "debug" if role == "public" else "info"]
    with serving(stores, role, *options, TMPDIR=str(scratch), ARCHIVE_PROXIES="1") as served:
        before = provoke(served)
        assert ANSWERS[role] <= set(before)
        for request in RAW:
            answer = send_raw(served, request.encode())
            assert re.match(rb"HTTP/1\.[01] (400|414|417|431|501) ", answer), (request[:40], answer[:40])
            assert MARK.encode() not in answer
            assert b"nosniff" in answer
            assert b"default-src 'none'" in answer
        break_stores(stores)
        after = provoke(served)
        assert set(after) & {500, 503}
    said = "".join(served.said)
    assert "(message withheld)" in said, "an error with a trace was provoked"
    assert_silent(served, scratch)
