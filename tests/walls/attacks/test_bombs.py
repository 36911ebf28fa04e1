"""Files that are small to send and large to open, and requests that are large to send.

The import reads JSON Lines; each bomb is refused by line, in no time. Of a request no page reads more than it needs,
and no file of anybody's is written down in clear.
"""

from __future__ import annotations

import io
import json
import resource
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from testimonies.exchange.jsonl import LONGEST_LINE, read
from tests.people import People, make_draft, make_record, sign_in


def with_(key: str, raw: str) -> bytes:
    """A sound record in which `key` is `raw`, as it stands."""
    return json.dumps({**make_record(), key: "@"}).replace('"@"', raw).encode()


BOMBS = {
    "endless nesting": with_("texts", "[" * 1_000_000 + "]" * 1_000_000),
    "endless objects": b'{"a":' * 500_000,
    "one endless line": b"x" * (3 * LONGEST_LINE),
    "an endless number": with_("period", "[" + "9" * 1_000_000 + ",2020]"),
    "a number beyond all numbers": with_("period", "[1e999999,2020]"),
    "a large number": with_("period", "[1e308,2020]"),
    "not a number": with_("period", "[NaN,2020]"),
    "a million keys": with_("source", "{" + ",".join(f'"k{n}":1' for n in range(200_000)) + "}"),
    "a million texts": with_("texts", "[" + ",".join(["{}"] * 200_000) + "]"),
    "letters for a backtracking rule": with_("pseudonym", json.dumps("a" * 3_000_000)),
    "code that never ends": with_("code", json.dumps("NKR-" + "0" * 3_000_000 + "!")),
    "half a letter": with_("pseudonym", '"\\ud800"'),
    "nothing that can be seen": with_("pseudonym", '"\\u0000\\u202e"'),
    "compressed": b"\x1f\x8b\x08" + bytes(100_000),
    "a spreadsheet": b"PK\x03\x04" + bytes(100_000),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_by_its_line(bomb: str) -> None:
    before, memory = time.process_time(), _memory()
    (line,) = list(read(io.BytesIO(BOMBS[bomb] + b"\n")))
    assert time.process_time() - before < 5
    assert _memory() - memory < 1_000_000
    assert line.number == 1
    assert line.problems
    said = "\n".join(str(problem) for problem in line.problems[:50])
    assert "line 1" in said
    assert len(said) < 20_000


def _memory() -> int:
    """Kilobytes at the largest."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def test_a_file_without_an_end_is_read_line_by_line() -> None:
    class Endless(io.RawIOBase):
        given = 0

        def readline(self, size: int | None = -1) -> bytes:
            self.given += 1
            return b"{}\n"

    file: Any = Endless()
    lines: Iterator[Any] = read(file)
    for number in range(1, 4):
        assert next(lines).number == number
    assert file.given == 3


def test_a_sound_record_is_no_bomb() -> None:
    (line,) = list(read(io.BytesIO(json.dumps(make_record()).encode())))
    assert line.problems == ()


ANYBODYS = ["/staff/login/", "/receipt/", "/search/", "/staff/invitation/x/", "/ko/staff/passkey/", "/"]


def no_temporary_file(*args: Any, **kwargs: Any) -> None:
    raise AssertionError("a temporary file was made")


@pytest.mark.parametrize("address", ANYBODYS)
def test_nobody_sends_more_than_a_page_takes(people: People, address: str) -> None:
    answer = Client().post(address, b"a=" + b"x" * 3_000_000, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413
    assert "Send less at once." in answer.content.decode() or "/ko/" in address
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("size", [10, 3_000_000, 60_000_000])
@pytest.mark.parametrize("address", ["/staff/login/", "/receipt/"])
def test_a_file_of_a_stranger_is_not_taken(
    people: People, monkeypatch: pytest.MonkeyPatch, address: str, size: int
) -> None:
    monkeypatch.setattr("tempfile.NamedTemporaryFile", no_temporary_file)
    answer = Client().post(address, {"f": SimpleUploadedFile("a", b"x" * size)})
    assert answer.status_code == (413 if size > 2_621_440 else 400)
    assert size > 10 or "This page takes no files." in answer.content.decode()
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("size", [10, 2_600_000, 3_000_000])
def test_a_photograph_sent_to_the_wrong_page_is_not_written_down(
    people: People, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    """Only the page of photographs takes files, and keeps them in memory."""
    testimony = make_draft(people.ari)
    browser = sign_in(Client(), people.ari)
    monkeypatch.setattr("tempfile.NamedTemporaryFile", no_temporary_file)
    for address in (reverse("admin:desk_testimony_change", args=[testimony.pk]), reverse("admin:enrol")):
        answer = browser.post(address, {"files": SimpleUploadedFile("a.jpg", b"x" * size)})
        assert answer.status_code in {400, 413}, address
    photos = reverse("admin:desk_testimony_photos", args=[testimony.pk])
    answer = browser.post(photos, {"files": SimpleUploadedFile("a.jpg", b"x" * size)})
    assert "This is no JPEG" in answer.content.decode()
    # It is read one file at a time; what nobody could mean is not read.
    assert browser.post(photos, b"", content_type="multipart/form-data", CONTENT_LENGTH=10**9).status_code == 413
