"""What a receipts process that was taken over leaves among the hidden: it is refused once, and can be taken away."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from testimonies.desk.models import CorrectionRequest
from testimonies.desk.moderation.carry_out import carry_out_requests
from testimonies.desk.moderation.issue_receipt import issue_receipt
from testimonies.desk.moderation.refusals import Unmet
from testimonies.desk.moderation.show_again import show_again
from testimonies.edition.denied import denied, entry
from testimonies.receipts.asking import find
from testimonies.receipts.asking import withdraw as ask_to_withdraw
from testimonies.receipts.models import Correction
from testimonies.receipts.store import seal_for_the_desk
from tests.people import People, make_testimony, sign_in

LETTER = "a file of somebody else's"


def folder() -> Path:
    """Of what is hidden."""
    assert settings.DENY_DIR
    return settings.DENY_DIR


def folder_with_things(path: Path) -> None:
    outside = path.parent.parent / "outside"
    outside.mkdir()
    (outside / "kept").write_text(LETTER)
    (path / "deeper").mkdir(parents=True)
    (path / "deeper" / "file").touch()
    (path / "link").symlink_to(outside, target_is_directory=True)


def link_out(path: Path) -> None:
    outside = path.parent.parent / "outside"
    outside.mkdir()
    (outside / "kept").write_text(LETTER)
    path.symlink_to(outside, target_is_directory=True)


PLANTED: dict[str, Callable[[Path], object]] = {
    "half a letter": lambda path: path.write_bytes(seal_for_the_desk(b'{"receipt": "\\ud800"}')),
    "deep": lambda path: path.write_bytes(seal_for_the_desk(b"[" * 4000)),
    "deeper than an entry": lambda path: path.write_bytes(seal_for_the_desk(b"[" * 100_000)),
    "a large number": lambda path: path.write_bytes(seal_for_the_desk(b'{"receipt": ' + b"9" * 4400 + b"}")),
    "a large file": lambda path: path.write_bytes(b"x" * 50_000_000),
    "an empty folder": lambda path: path.mkdir(),
    "a folder": folder_with_things,
    "a pipe": os.mkfifo,
    "a link to a device": lambda path: path.symlink_to("/dev/zero"),
    "a link out": link_out,
    "a link to itself": lambda path: path.symlink_to(path),
}


@pytest.mark.parametrize("kind", PLANTED)
def test_whatever_hides_an_account_staff_can_show_it_again(
    people: People, caplog: pytest.LogCaptureFixture, kind: str
) -> None:
    testimony = make_testimony(people, "published")
    issue_receipt(testimony=testimony, actor=people.cho)
    PLANTED[kind](folder() / testimony.code)
    assert carry_out_requests() == 0
    assert "no receipt code is behind" in caplog.text
    assert "could not be carried out" not in caplog.text
    caplog.clear()
    carry_out_requests()
    assert caplog.text == "", "refused once, and not five times a second"
    assert Client().get(f"/testimonies/{testimony.code}/").status_code == 410
    browser = sign_in(Client(), people.cho)
    assert browser.post(f"/staff/desk/testimony/{testimony.pk}/show_again/").status_code == 302
    assert denied() == frozenset()
    assert Client().get(f"/testimonies/{testimony.code}/").status_code == 200
    assert [path.name for path in folder().iterdir()] == []
    kept = folder().parent / "outside" / "kept"
    assert not kept.parent.exists() or kept.read_text() == LETTER, "nothing outside was deleted"


def test_a_folder_that_cannot_be_deleted_hides_nothing_any_more(people: People) -> None:
    testimony = make_testimony(people, "published")
    locked = folder() / testimony.code / "locked"
    (locked / "deeper").mkdir(parents=True)
    locked.chmod(0o500)
    try:
        show_again(testimony=testimony, actor=people.cho)
        assert denied() == frozenset()
    finally:
        for left in folder().glob(".*/locked"):
            left.chmod(0o700)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_what_cannot_be_read_may_be_the_holders_and_stays(people: People) -> None:
    testimony = make_testimony(people, "published")
    ask_to_withdraw(find(issue_receipt(testimony=testimony, actor=people.cho)))
    (folder() / testimony.code).chmod(0o000)
    with pytest.raises(Unmet, match="cannot be read"):
        show_again(testimony=testimony, actor=people.cho)
    assert denied() == {testimony.code}


@pytest.mark.parametrize("suffix", ["", ".desk"])
def test_a_folder_in_the_way_of_a_withdrawal_stops_it_in_neither_process(people: People, suffix: str) -> None:
    testimony = make_testimony(people, "published")
    holder = find(issue_receipt(testimony=testimony, actor=people.cho))
    (folder() / f"{testimony.code}{suffix}" / "deeper").mkdir(parents=True)
    if suffix:
        browser = sign_in(Client(), people.cho)
        assert browser.post(f"/staff/desk/testimony/{testimony.pk}/withdraw/").status_code == 302
    else:
        ask_to_withdraw(holder)
        assert entry(testimony.code) == holder.proof
        assert carry_out_requests() == 1
    testimony.refresh_from_db()
    assert testimony.status == "withdrawn"
    assert denied() == frozenset()


@pytest.mark.parametrize("words", ['"\\ud800"', "[" * 5000, "9" * 5000])
def test_a_correction_that_is_no_text_is_dropped(people: People, caplog: pytest.LogCaptureFixture, words: str) -> None:
    testimony = make_testimony(people, "published")
    issue_receipt(testimony=testimony, actor=people.cho)
    sealed = seal_for_the_desk(f'{{"code": "{testimony.code}", "words": {words}}}'.encode())
    Correction.objects.create(code=testimony.code, sealed=sealed, on="2026-01-01")
    carry_out_requests()
    assert not Correction.objects.exists()
    assert not CorrectionRequest.objects.exists()
    assert "could not be carried out" not in caplog.text
