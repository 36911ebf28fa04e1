"""What somebody with a code sees and does, on a borrowed telephone."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import argon2
import pytest
from django.core.management import call_command
from django.db import connections
from django.test import Client

from testimonies.desk.models import CorrectionRequest
from testimonies.desk.moderation.issue_receipt import issue_receipt
from testimonies.desk.moderation.withdraw import withdraw
from testimonies.edition.denied import denied
from testimonies.receipts import store
from testimonies.receipts.asking import LONGEST, WAITING
from testimonies.receipts.codes import LENGTH, SELECTOR, check_letter, grouped, new_code
from testimonies.receipts.limits import Together
from testimonies.receipts.models import Correction, Receipt
from testimonies.receipts.pages import views
from tests.people import BODY, advance, change_words, make_testimony
from tests.real_stores import close_the_gate
from tests.receipts.conftest import Holding


@contextmanager
def meanwhile(act: Callable[[], object]) -> Iterator[None]:
    """`act` happens between the check of the code and the page, when the account is looked up."""
    done: list[object] = []

    def happen(execute: Callable[..., Any], *given: Any) -> Any:
        if not done:
            done.append(True)
            act()
        return execute(*given)

    with connections["edition"].execute_wrapper(happen):
        yield
    assert done


PAGES = ("/receipt/", "/receipt/account/", "/receipt/correction/", "/receipt/withdrawal/")


def test_the_code_shows_what_is_public(holding: Holding) -> None:
    page = holding.type_code()
    words = page.content.decode()
    assert page.status_code == 200
    assert holding.testimony.code in words
    assert all(paragraph in words for paragraph in BODY.split("\n\n"))
    assert "public since" in words


@pytest.mark.parametrize("status", ["draft", "submitted", "withdrawn"])
def test_what_is_not_public_is_not_shown(holding: Holding, status: str) -> None:
    people = holding.people
    other = make_testimony(people, "draft", body="Zaunkönig.\n\nTwo.")
    receipt = issue_receipt(testimony=other, actor=people.cho)
    advance(other, people, status if status != "withdrawn" else "published")
    if status == "withdrawn":
        withdraw(testimony=other, actor=people.cho)
    page = holding.type_code(receipt).content.decode()
    assert "Zaunkönig" not in page
    assert ("taken out of the archive" if status == "withdrawn" else "It is not public") in page


def test_a_working_copy_is_not_shown(holding: Holding) -> None:
    change_words(holding.testimony, holding.people.cho, title="Zaunkönig", body="Zaunkönig.\n\nTwo.")
    assert "Zaunkönig" not in holding.type_code().content.decode()


def test_withdrawing_hides_the_account_at_once_and_the_desk_takes_it_out(holding: Holding) -> None:
    reader = Client()
    assert reader.get(holding.address).status_code == 200
    confirm = holding.press(holding.type_code(), "withdrawal")
    assert "at once" in confirm.content.decode()
    assert reader.get(holding.address).status_code == 200, "asking once more is not doing it"
    done = holding.press(confirm, "withdrawal", yes="1")
    assert "nobody can read it here" in done.content.decode()
    hidden = reader.get(holding.address)
    assert hidden.status_code == 410
    assert "Nobody can read it any more" in holding.type_code().content.decode()
    call_command("sync_edition")
    holding.testimony.refresh_from_db()
    assert holding.testimony.status == "withdrawn"
    assert denied() == frozenset()
    gone = reader.get(holding.address)
    assert (gone.status_code, gone.content) == (410, hidden.content)
    last = holding.testimony.decisions.last()
    assert last
    assert (last.verb, last.actor.get_username(), last.facts) == (
        "withdraw",
        "by-receipt",
        {"by": "contributor, by receipt"},
    )
    assert "taken out of the archive" in holding.type_code().content.decode()
    call_command("verify_edition")
    close_the_gate()
    call_command("verify_decisions")


def test_a_correction_reaches_the_desk_and_cannot_be_read_on_the_way(holding: Holding) -> None:
    words = "The second paragraph: I said Zaunkönig."
    page = holding.press(holding.type_code(), "correction", words=words)
    assert "were sent" in page.content.decode()
    kept = bytes(Correction.objects.get().sealed)
    assert "Zaunkönig".encode() not in kept
    assert len(kept) == 4096 + 48, "the length tells nothing"
    call_command("sync_edition")
    assert not Correction.objects.exists()
    request = CorrectionRequest.objects.get()
    assert (request.testimony, request.words) == (holding.testimony, words)
    back = holding.press(page, "account")
    assert holding.testimony.code in back.content.decode()


def test_a_correction_that_cannot_be_taken_is_not_lost(holding: Holding) -> None:
    page = holding.type_code()
    assert holding.press(page, "correction", words="  ").status_code == 422
    long = holding.press(page, "correction", words="ㄱ" * (LONGEST + 1))
    assert long.status_code == 422
    assert "ㄱ" * (LONGEST + 1) in long.content.decode()
    for _ in range(WAITING):
        assert holding.press(page, "correction", words="Once more.").status_code == 200
    last = holding.press(page, "correction", words="One too many.")
    assert (last.status_code, "One too many." in last.content.decode()) == (422, True)
    assert Correction.objects.count() == WAITING


def test_every_code_that_is_not_right_gets_the_same_answer_for_the_same_work(
    holding: Holding, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unknown, of the right first part, and replaced by a newer one: one slow hash each, and one page."""
    code = holding.receipt.replace("-", "")
    replaced = holding.receipt
    newer = issue_receipt(testimony=holding.testimony, actor=holding.people.cho)
    half_right = _with_first_part(newer.replace("-", ""), new_code())
    hashed: list[str] = []
    real = argon2.PasswordHasher.verify

    def counted(self: argon2.PasswordHasher, *given: Any) -> bool:
        hashed.append("one")
        return real(self, *given)

    monkeypatch.setattr(argon2.PasswordHasher, "verify", counted)
    # The hash that stands for unknown codes is made once in a process.
    holding.type_code(new_code())
    pages = []
    for typed in (new_code(), grouped(half_right), replaced, code.lower()):
        hashed.clear()
        page = holding.type_code(typed)
        assert hashed == ["one"], typed
        pages.append((page.status_code, page.content))
    assert pages[0][0] == 422
    assert len(set(pages)) == 1
    assert holding.type_code(newer).status_code == 200


def _with_first_part(code: str, other: str) -> str:
    plain = code[:SELECTOR] + other[SELECTOR : LENGTH - 1]
    return plain + check_letter(plain)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("", "Please type your code"), ("7F3K", "You typed 4."), ("0" * 19 + "1", "One of the letters")],
)
def test_a_slip_of_the_pen_is_told_and_costs_no_hash(
    holding: Holding, monkeypatch: pytest.MonkeyPatch, typed: str, sentence: str
) -> None:
    monkeypatch.setattr(argon2.PasswordHasher, "verify", lambda *_: pytest.fail("a hash for nothing"))
    page = holding.type_code(typed)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert f'value="{typed}"' in page.content.decode(), "so that one letter can be mended"


def test_whoever_tries_too_often_is_told_to_wait(holding: Holding, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "together", Together(at_once=3, seconds=60.0))
    answers = [holding.type_code(new_code()).status_code for _ in range(5)]
    assert answers == [422, 422, 422, 429, 429]
    refused = holding.type_code()
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "120")
    assert "wait a few minutes" in refused.content.decode()


def test_one_address_cannot_try_on_and_on(holding: Holding) -> None:
    """Not from one line, whatever it writes into the code; somebody else still can."""
    guesser, other = Client(REMOTE_ADDR="9.9.9.9"), Client(REMOTE_ADDR="8.8.8.8")
    answers = [guesser.post("/receipt/", {"code": new_code()}).status_code for _ in range(20)]
    assert answers == [422] * 15 + [429] * 5
    refused = guesser.post("/receipt/", {"code": holding.receipt})
    assert (refused.status_code, refused.headers["Cache-Control"]) == (429, "no-store")
    assert other.post("/receipt/", {"code": holding.receipt}).status_code == 200


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("prefix", ["", "/ko", "/ru"])
def test_no_page_is_kept_or_sets_a_cookie(holding: Holding, address: str, prefix: str) -> None:
    for answer in (holding.phone.get(prefix + address), holding.phone.post(prefix + address, {"code": "x"})):
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert not answer.cookies
        assert 'name="code"' in answer.content.decode(), "without a ticket one is asked for the code"


def test_the_code_stands_in_no_page_log_or_store(
    holding: Holding, caplog: pytest.LogCaptureFixture, stores: Any
) -> None:
    caplog.set_level(logging.DEBUG)
    pages = [holding.type_code(), holding.type_code(holding.receipt[:-1]), holding.withdraw()]
    plain = holding.receipt.replace("-", "")
    for page in pages:
        assert plain not in page.content.decode().replace("-", "")
        assert holding.receipt not in str(page.headers)
    assert plain not in caplog.text.replace("-", "")
    for path in (stores.data / "receipts").rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert plain.encode() not in content + str(path).encode(), path
        assert holding.receipt.encode() not in content, path


def test_another_site_cannot_send_a_form(holding: Holding) -> None:
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}):
        answer = holding.phone.post("/receipt/", {"code": holding.receipt}, headers=headers)
        assert answer.status_code == 403, headers
    for headers in ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, {"Origin": "null"}, {}):
        assert holding.phone.post("/receipt/", {"code": holding.receipt}, headers=headers).status_code == 200, headers
    assert Client(enforce_csrf_checks=True).post("/receipt/", {"code": holding.receipt}).status_code == 200


def test_a_page_left_open_does_nothing_later(holding: Holding, monkeypatch: pytest.MonkeyPatch) -> None:
    page = holding.press(holding.type_code(), "withdrawal")
    with monkeypatch.context() as later:
        in_half_an_hour = time.time() + 31 * 60
        later.setattr("django.core.signing.time.time", lambda: in_half_an_hour)
        late = holding.press(page, "withdrawal", yes="1")
    assert late.status_code == 403
    assert "open for too long" in late.content.decode()
    issue_receipt(testimony=holding.testimony, actor=holding.people.cho)
    assert holding.press(page, "withdrawal", yes="1").status_code == 403, "a newer code voids the page of the older"
    assert denied() == frozenset()


def test_without_the_desks_key_nothing_is_taken(holding: Holding, stores: Any) -> None:
    (store.folder() / "desk.pub").unlink()
    answer = holding.type_code()
    assert answer.status_code == 503
    assert "try again later" in answer.content.decode()


def test_the_store_is_brought_in_line_with_the_desk(holding: Holding) -> None:
    """As after a crash between the two, a restored backup, or a lost disk."""
    Receipt.objects.all().delete()
    Receipt.objects.create(code="NKR-STRANGER", selector="0" * 64, verifier="x")
    assert holding.type_code().status_code == 422
    call_command("sync_edition")
    assert holding.type_code().status_code == 200
    assert Receipt.objects.get().code == holding.testimony.code


@pytest.mark.parametrize("replaced", [True, False])
def test_a_code_that_went_while_it_was_being_checked_is_asked_for_again(holding: Holding, replaced: bool) -> None:
    """Replaced by a newer one, or dropped with an erased account."""

    def act() -> None:
        if replaced:
            issue_receipt(testimony=holding.testimony, actor=holding.people.cho)
        else:
            Receipt.objects.all().delete()

    with meanwhile(act):
        page = holding.type_code()
    assert page.status_code == 403
    assert "Please type your code again" in page.content.decode()
    assert holding.testimony.code not in page.content.decode()
