"""A code given out at the desk, typed on a telephone, and an account that is gone from that moment on."""

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Archive, Visit
from tests.journeys.staff import Member, make_member, sign_in
from tests.journeys.test_from_draft_to_tombstone import RECORD

CODE = "NKR-K0RYAK"
PHONE = {"width": 375, "height": 700}


@pytest.fixture(scope="module")
def curator(site: Archive) -> Member:
    return make_member(site, "receipt-curator", "curator")


@pytest.fixture(scope="module")
def account(site: Archive, curator: Member, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Public, and given by somebody who was promised a way back."""
    text = {"language": "en", "title": "The last shift", "summary": "A synthetic account."}
    text["body"] = "We counted quinsel beams.\n\nNobody was paid."
    record = {**RECORD, "code": CODE, "texts": [text]}
    file = tmp_path_factory.mktemp("receipt") / "one.jsonl"
    file.write_text(json.dumps(record))
    make_member(site, "receipt-reviewer", "reviewer")
    people = ("--submitted-by", "receipt-curator", "--approved-by", "receipt-reviewer")
    site.manage("import_testimonies", str(file), "--publish", *people)
    site.manage("sync_edition")
    return CODE


def give_out(page: Page, language: str) -> str:
    """The code on the slip, which the curator sees once."""
    page.goto("/staff/desk/testimony/?q=" + CODE)
    page.get_by_role("link", name=CODE).click()
    page.get_by_role("link", name="Give out a receipt code…").click()
    page.get_by_label("Language of the paper").select_option(language)
    page.get_by_role("button", name="Give out a receipt code").click()
    expect(page.get_by_text("This is shown once.")).to_be_visible()
    return "-".join(page.locator(".desk-code span").all_inner_texts())


def test_a_contributor_withdraws_from_a_telephone(site: Archive, account: str, curator: Member, visit: Visit) -> None:
    code = give_out(sign_in(visit(), curator), "ko")
    assert re.fullmatch(r"(\w{4}-){4}\w{4}", code)
    reader = visit()
    reader.goto(f"/testimonies/{account}/")
    expect(reader.get_by_text("Nobody was paid.")).to_be_visible()

    phone = visit(java_script_enabled=False, viewport=PHONE)
    phone.goto("/receipt/")
    phone.get_by_label("Code").fill(code.lower().replace("-", " ")[:-1])
    phone.get_by_role("button", name="Show my account").click()
    expect(phone.get_by_role("alert")).to_contain_text("You typed 19.")
    phone.get_by_label("Code").fill(code.lower().replace("-", " "))
    phone.get_by_role("button", name="Show my account").click()
    expect(phone.get_by_role("heading", name="The last shift")).to_be_visible()
    phone.get_by_role("button", name="Withdraw my account…").click()
    reader.reload()
    expect(reader.get_by_text("Nobody was paid.")).to_be_visible()
    phone.get_by_role("button", name="Yes, withdraw it now").click()
    expect(phone.get_by_role("heading", name="Your account is withdrawn")).to_be_visible()
    assert code.replace("-", "") not in phone.url + phone.content().replace("-", "")
    assert phone.context.cookies() == []

    answer = reader.goto(f"/testimonies/{account}/")
    assert answer is not None
    assert answer.status == 410
    reader.goto("/search/?q=quinsel")
    expect(reader.locator("main")).not_to_contain_text(account)
    site.manage("sync_edition")
    answer = reader.goto(f"/testimonies/{account}/")
    assert answer is not None
    assert answer.status == 410
    site.manage("verify_edition")
    site.manage("verify_decisions")
    feed = reader.goto("/feeds/withdrawals.json")
    assert feed is not None
    assert account in [entry["code"] for entry in feed.json()["entries"]]

    phone.goto("/receipt/")
    phone.get_by_label("Code").fill(code)
    phone.get_by_role("button", name="Show my account").click()
    expect(phone.locator("main")).to_contain_text("taken out of the archive")


def test_the_pages_can_be_used_by_the_keyboard_alone(
    site: Archive, visit: Visit, axe: Callable[[Page], list[str]]
) -> None:
    """From the address to the answer without a pointer; no page breaks a rule of accessibility."""
    page = visit(viewport=PHONE)
    for address in ("/receipt/", "/ko/receipt/", "/ru/receipt/"):
        page.goto(address)
        assert axe(page) == []
    page.goto("/receipt/")
    page.locator("body").press("Tab")
    for _ in range(20):
        if page.evaluate("document.activeElement.id") == "code":
            break
        page.keyboard.press("Tab")
    page.keyboard.type("7f3k 9qxd")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("You typed 8.")
    expect(page.get_by_label("Code")).to_have_attribute("aria-invalid", "true")
    assert axe(page) == []
