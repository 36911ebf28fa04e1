"""The archive's main job, from an imported draft to a tombstone, as the people involved see it."""

import json
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Archive, Visit
from tests.journeys.staff import make_member, sign_in

CODE = "NKR-W4RM2N"
RECORD = {
    "code": CODE,
    "pseudonym": "Bom",
    "texts": [
        {
            "language": "en",
            "title": "The cement store",
            "summary": "A synthetic account of work in a cement store.",
            "body": "We slept above the cement and breathed zephyrine dust.\n\nThe foreman kept every passport.",
        }
    ],
    "tags": [{"term": "passport-taken-on-arrival", "paragraphs": [2], "strength": "stated"}],
    "sector": "construction",
    "place": "vladivostok",
    "period": [2015, 2019],
    "source": {"kind": "interview", "citation": "Synthetic account written for a test; nobody gave it."},
    "synthetic": True,
    "consent": {"basis": "synthetic", "scopes": {"public_text": "yes", "quote": "yes", "translation": "yes"}},
}


def take(page: Page, verb: str) -> None:
    """Open the testimony from its list, choose the verb, read the confirmation, press."""
    page.goto("/staff/desk/testimony/?q=" + CODE)
    page.get_by_role("link", name=CODE).click()
    page.get_by_role("link", name=f"{verb}…").click()
    for box in page.locator("form.desk-verb input[type=checkbox][required]").all():
        box.check()
    page.get_by_role("button", name=verb).click()
    expect(page.get_by_text(f"{CODE}: {verb}", exact=False).first).to_be_visible()


def wait_for_search(page: Page, *, found: bool) -> None:
    """Until the indexer has caught up: it works on its own, beside the web server."""
    page.wait_for_function(
        "async ([code, found]) => (await (await fetch('/search/?q=zephyrine')).text()).includes(code) === found",
        arg=[f"/testimonies/{CODE}/", found],
        polling=250,
    )


def test_an_account_goes_from_draft_to_search_to_tombstone(site: Archive, visit: Visit, tmp_path: Path) -> None:
    ana, ben = make_member(site, "story-curator", "curator"), make_member(site, "story-reviewer", "reviewer")
    file = tmp_path / "one.jsonl"
    file.write_text(json.dumps(RECORD))
    site.manage("import_testimonies", str(file), "--submitted-by", "story-curator")
    reader, curator, reviewer = visit(), sign_in(visit(), ana), sign_in(visit(), ben)

    answer = reader.goto(f"/testimonies/{CODE}/")
    assert answer is not None
    assert answer.status == 404, "a draft is not public"

    take(curator, "Submit")
    curator.goto("/staff/desk/testimony/queue/")
    expect(curator.get_by_role("row", name=re.compile(CODE))).to_contain_text("You had a hand in this text")
    take(reviewer, "Approve")
    take(curator, "Publish")

    reader.goto("/")
    wait_for_search(reader, found=True)
    reader.get_by_role("searchbox").first.fill("zephyrine")
    reader.keyboard.press("Enter")
    expect(reader.locator("mark", has_text="zephyrine")).to_be_visible()
    reader.get_by_role("link", name="The cement store").click()
    expect(reader.get_by_text("The foreman kept every passport.")).to_be_visible()
    expect(reader.get_by_text("Russian Far East").first).to_be_visible()
    expect(reader.locator("body")).not_to_contain_text("Vladivostok")
    address = reader.url

    take(curator, "Withdraw")

    answer = reader.goto(address)
    assert answer is not None
    assert answer.status == 410
    expect(reader.locator("body")).not_to_contain_text("cement")
    reader.goto("/search/?q=zephyrine")
    expect(reader.locator("main")).not_to_contain_text(CODE)
    wait_for_search(reader, found=False)
    site.manage("sync_edition")
    site.manage("verify_edition")


def test_one_person_cannot_publish_alone(site: Archive, visit: Visit) -> None:
    """The demonstration's reviewer approved; whoever edits now is a hand and is refused."""
    admin = sign_in(visit(), make_member(site, "story-admin", superuser=True))
    admin.goto("/staff/desk/testimony/?q=NKR-7F3K")
    admin.get_by_role("link", name="NKR-7F3K").click()
    admin.get_by_label("summary", exact=False).first.fill("Changed by one person.")
    admin.get_by_role("button", name="Save", exact=True).click()
    admin.get_by_role("link", name="NKR-7F3K").first.click()
    admin.get_by_role("link", name="Approve…").click()
    expect(admin.get_by_role("alert")).to_contain_text("somebody else must approve it")
    expect(admin.get_by_role("button", name="Approve")).to_have_count(0)

    reader = visit()
    reader.goto("/testimonies/NKR-7F3K/")
    expect(reader.locator("body")).not_to_contain_text("Changed by one person.")
