"""A curator settles what could name people, with the keyboard alone, in each width a desk is used in."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Archive, Visit
from tests.journeys.staff import Member, make_member, sign_in

CODE = "NKR-F1ND1NG5"
RECORD: dict[str, Any] = {
    "code": CODE,
    "pseudonym": "Bom",
    "texts": [
        {
            "language": "en",
            "original": True,
            "title": "What Kim Yong-su saw",
            "summary": "A synthetic account of a hostel.",
            "body": "Kim Yong-su called me once.\n\nMy daughter heard of it on 12 November 2018.",
        },
        {"language": "ko", "title": "본 것", "body": "김용수가 나를 불렀다.\n\n딸이 들었다."},
    ],
    "sector": "construction",
    "place": "russian-far-east",
    "source": {"kind": "interview", "citation": "Synthetic account written for a test; nobody gave it."},
    "synthetic": True,
    "consent": {"basis": "synthetic", "scopes": {"public_text": "yes", "translation": "yes"}},
}
FOCUS = "() => { const at = document.activeElement; return [at.name || '', at.value || '', at.textContent.trim()]; }"


@pytest.fixture(scope="module")
def curator(site: Archive, tmp_path_factory: pytest.TempPathFactory) -> Member:
    file: Path = tmp_path_factory.mktemp("findings") / "one.jsonl"
    file.write_text(json.dumps(RECORD))
    member = make_member(site, "findings-curator", "curator")
    site.manage("import_testimonies", str(file), "--submitted-by", "findings-curator")
    return member


def tab_to(page: Page, wanted: Callable[[list[str]], bool]) -> None:
    """Press Tab until the focus is where a person who cannot use a mouse would want it."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if wanted(page.evaluate(FOCUS)):
            return
    pytest.fail("The keyboard does not get there.")


def test_findings_are_settled_by_keyboard(
    site: Archive, visit: Visit, curator: Member, axe: Callable[[Page], list[str]]
) -> None:
    page = sign_in(visit(), curator)
    page.goto(f"/staff/desk/testimony/?q={CODE}")
    page.get_by_role("link", name=CODE).click()
    page.get_by_role("link", name="Submit…").click()
    expect(page.get_by_role("alert")).to_contain_text("not settled yet: 2")
    page.get_by_role("link", name="Settle the findings").click()
    expect(page.get_by_role("group", name="Kim Yong-su · 김용수")).to_be_visible()
    assert axe(page) == []

    # The person: arrows choose within the group, and the proposal is written over.
    tab_to(page, lambda at: at[0].startswith("choice-"))
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    tab_to(page, lambda at: at[0].startswith("phrase-"))
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("the narrator")
    # The day may stand.
    tab_to(page, lambda at: at[0].startswith("choice-"))
    page.keyboard.press("ArrowUp")
    tab_to(page, lambda at: at[0].startswith("reason-"))
    page.keyboard.type("a public holiday")
    tab_to(page, lambda at: at[2] == "Show how it would read")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="How it would read")).to_be_visible()
    expect(page.locator("mark", has_text="⟨the narrator⟩")).to_have_count(2)
    expect(page.locator("mark", has_text="⟨어떤 사람⟩")).to_have_count(1)
    expect(page.locator("progress")).to_have_attribute("value", "0")
    assert axe(page) == []

    tab_to(page, lambda at: at[2] == "Save what is decided")
    page.keyboard.press("Enter")
    expect(page.locator("progress")).to_have_attribute("value", "2")
    expect(page.get_by_text("2 of 2 settled")).to_be_visible()
    page.goto(f"/staff/desk/testimony/?q={CODE}")
    page.get_by_role("link", name=CODE).click()
    page.get_by_role("link", name="Submit…").click()
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text(f"{CODE}: Submitted")).to_be_visible()
