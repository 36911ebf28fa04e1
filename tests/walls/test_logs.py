"""Nothing that anybody typed, and nobody's address, stands in what any process prints or leaves lying about."""

from __future__ import annotations

import re
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.urls import reverse

from testimonies.edition.publish import bring_up_to_date
from testimonies.receipts.codes import new_code
from tests.desk.signin.coming_in import code_now, enrol
from tests.people import PASSWORD, People, make_testimony
from tests.real_stores import ROOT, Stores
from tests.walls.served import Answer, Served, serving

pytestmark = pytest.mark.long

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


def sign_in_at(served: Served, name: str, secret: str) -> dict[str, str]:
    """The headers of a browser in which somebody signed in with password and code."""
    page = served.ask("/staff/login/", headers={"X-Forwarded-For": ADDRESS})
    (token,) = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page.body)
    form = {"csrfmiddlewaretoken": token, "username": name, "password": PASSWORD, "code": code_now(secret)}
    cookies = {"X-Forwarded-For": ADDRESS, "Cookie": _cookies(page)}
    sent = {**cookies, "Content-Type": "application/x-www-form-urlencoded"}
    came_in = served.ask("/staff/login/", method="POST", headers=sent, body=urlencode(form).encode())
    assert came_in.status == 302
    return {**cookies, "Cookie": _cookies(came_in)}


def _cookies(answer: Answer) -> str:
    return "; ".join(one.partition(";")[0] for one in answer.headers.get_all("Set-Cookie", []))


def multipart(size: int) -> tuple[dict[str, str], bytes]:
    """A photograph as a form sends it, with the mark in its name and in its bytes."""
    head = f'--x\r\nContent-Disposition: form-data; name="files"; filename="{MARK}.jpg"\r\n\r\n'
    body = head.encode() + MARK.encode() * (size // len(MARK)) + b"\r\n--x--\r\n"
    return {"Content-Type": "multipart/form-data; boundary=x"}, body


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


def test_what_staff_typed_or_sent_is_not_printed_or_left_lying(people: People, stores: Stores, scratch: Path) -> None:
    """Django puts what it takes for an attack into its own message."""
    people.cho.password = Argon2PasswordHasher().encode(PASSWORD, "saltsaltsalt")
    people.cho.save()
    testimony, secret = make_testimony(people, "draft"), enrol(people.cho)
    with serving(stores, "staff", "--log-level", "info", TMPDIR=str(scratch), ARCHIVE_PROXIES="1") as served:
        browser = sign_in_at(served, "cho", secret)
        before = scratch.stat().st_mtime_ns
        for query in (f"_to_field={MARK}", f"contributor__consents__{MARK}=x", f"{MARK}__x=1", f"o={MARK}&p={MARK}"):
            served.ask(f"/staff/desk/testimony/?{query}", headers=browser)
        assert served.ask("/staff/", headers=browser).status == 200
        photos, change = (reverse(f"admin:desk_testimony_{page}", args=[testimony.pk]) for page in ("photos", "change"))
        for address in (photos, change, "/staff/login/"):
            for size in (1_000, 2_600_000):
                kind, body = multipart(size)
                answer = served.ask(address, method="POST", headers={**browser, **kind}, body=body)
                assert answer.status in {400, 403}, address
        assert scratch.stat().st_mtime_ns == before, "a file was made there, if only for a moment"
    said = "".join(served.said)
    assert "django.security" in said, "something suspicious was provoked"
    assert_silent(served, scratch)


def test_what_the_database_refuses_of_a_command_is_not_quoted(stores: Stores) -> None:
    """A timer's errors are kept in the machine's journal, and PostgreSQL quotes the whole row."""
    with closing(sqlite3.connect(stores.data / "desk" / "desk.sqlite3")) as store, store:
        refuse = f"BEFORE INSERT ON auth_user BEGIN SELECT RAISE(ABORT, 'Key (username)=({MARK}) exists'); END"
        store.execute(f"CREATE TRIGGER refuse {refuse}")
    command = [sys.executable, "manage.py", "createsuperuser", "--noinput", "--username", "root", "--email", ""]
    ended = subprocess.run(command, cwd=ROOT, env=stores.environment(), capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert "IntegrityError (message withheld)" in ended.stderr
    assert "createsuperuser.py" in ended.stderr, "where it happened is said"
    assert MARK not in ended.stdout + ended.stderr
