"""From an invitation to a passkey, in a browser with an authenticator of its own."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Archive, Visit
from tests.journeys.staff import make_member, sign_in

NEW = "the password of a colleague"


@pytest.fixture
def by_name(site: Archive) -> str:
    """The archive by its name: at a number, browsers have no passkeys."""
    return f"http://localhost:{site.port}"


def give_authenticator(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": {**options, "isUserVerified": True}})


@pytest.fixture
def colleague(visit: Visit, by_name: str) -> Page:
    page = visit(base_url=by_name, accept_downloads=True)
    give_authenticator(page)
    return page


def test_an_invited_colleague_comes_in_with_a_passkey(
    site: Archive, visit: Visit, colleague: Page, by_name: str
) -> None:
    admin = sign_in(visit(base_url=by_name), make_member(site, "story-inviter", "administrator"))
    admin.goto("/staff/desk/invitation/add/")
    admin.get_by_label("Name for signing in").fill("story-colleague")
    admin.get_by_label("curator").check()
    admin.get_by_role("button", name="Make the link").click()
    link = admin.locator(".desk-secret").inner_text()
    second = sign_in(visit(base_url=by_name), make_member(site, "story-second", "custodian"))
    second.goto("/staff/desk/invitation/")
    second.get_by_role("link", name="story-colleague").click()
    second.get_by_role("link", name="Confirm…").click()
    second.get_by_role("button", name="Confirm the invitation").click()

    colleague.goto(link)
    colleague.get_by_label("New password", exact=False).first.fill(NEW)
    colleague.get_by_label("New password confirmation").fill(NEW)
    colleague.get_by_role("button", name="Go on").click()
    colleague.get_by_label("A name for it").fill("My laptop")
    colleague.get_by_role("button", name="Add a passkey").click()
    expect(colleague.locator(".desk-codes")).to_be_visible()
    with colleague.expect_download() as download:
        colleague.get_by_role("link", name="Save as a file").click()
    assert len(re.findall(r"^\S{19}$", download.value.path().read_text(), re.MULTILINE)) == 10
    colleague.get_by_role("link", name="go on").click()
    expect(colleague.get_by_role("heading", name="Desk")).to_be_visible()

    colleague.get_by_role("button", name="Log out").click()
    colleague.goto("/staff/desk/testimony/queue/")
    expect(colleague.get_by_role("alert")).to_have_count(0)
    colleague.get_by_role("button", name="Sign in with a passkey").click()
    expect(colleague.get_by_role("heading", name="Moderation queue")).to_be_visible()
    colleague.goto("/staff/account/")
    expect(colleague.get_by_text("Passkey: My laptop")).to_be_visible()
    expect(colleague.get_by_text("This session", exact=True)).to_be_visible()

    admin.goto(link)
    expect(admin.get_by_role("heading", name="This invitation is not valid")).to_be_visible()


def test_at_a_number_the_page_says_why_there_is_no_passkey(site: Archive, visit: Visit) -> None:
    page = visit()
    page.goto("/staff/")
    expect(page.locator("#id_username")).to_be_focused()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_have_count(0)
    member = make_member(site, "story-number", "curator")
    sign_in(page, member)
    page.goto("/staff/enrol/")
    expect(page.get_by_text("open the desk at localhost instead of 127.0.0.1")).to_be_visible()
