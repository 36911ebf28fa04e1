"""A page elsewhere sends our forms with the reader's cookies: nothing happens."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from testimonies.desk import models
from tests.people import People, make_testimony, sign_in
from tests.walls.deny import everything
from tests.walls.forms import form_of
from tests.walls.test_staff_addresses import staff_addresses

ELSEWHERE = "https://elsewhere.example"


@pytest.fixture
def testimony(people: People) -> models.Testimony:
    make_testimony(people, "published")
    return make_testimony(people, "submitted")


def signed_in(people: People, who: str = "rok") -> Client:
    browser = Client(enforce_csrf_checks=True)
    sign_in(browser, getattr(people, who))
    return browser


def test_no_form_of_the_desk_takes_a_request_without_its_token(people: People, testimony: models.Testimony) -> None:
    before, browser = everything(), signed_in(people)
    looked = 0
    for name, address in staff_addresses(testimony).items():
        answer = browser.post(address, {"post": "yes"})
        # Not a redirect either: whoever sends a form must be told that nothing was done.
        assert answer.status_code in {403, 404}, name
        looked += answer.status_code == 403
    assert looked > 40
    assert everything() == before


@pytest.mark.parametrize(
    "told",
    [
        {"Origin": ELSEWHERE},
        {"Origin": "null"},
        {"Origin": "http://testserver.elsewhere.example"},
        {"Referer": f"{ELSEWHERE}/staff/"},
        {},
    ],
)
def test_a_stolen_token_does_not_help_another_site(
    people: People, testimony: models.Testimony, told: dict[str, str]
) -> None:
    browser, address = signed_in(people), reverse("admin:desk_testimony_withdraw", args=[testimony.pk])
    sent = form_of(browser.get(address, secure=True).content.decode())
    assert sent["csrfmiddlewaretoken"]
    assert browser.post(address, sent, secure=True, headers=told).status_code == 403
    testimony.refresh_from_db()
    assert testimony.status == "submitted"
    # The same from our own page is done, or this test would show nothing.
    assert browser.post(address, sent, secure=True, headers={"Origin": "https://testserver"}).status_code == 302


def test_reading_changes_nothing(people: People, testimony: models.Testimony) -> None:
    """Or an image on another page could do it."""
    before = everything()
    for who in ("ari", "cho", "rok", "kim", "adm"):
        browser = signed_in(people, who)
        for name, address in staff_addresses(testimony).items():
            if name != "logout":
                browser.get(address, {"post": "yes", "action": "delete_selected", "reason": "x"})
    assert everything() == before


def test_cookies_do_not_leave_with_a_request_from_elsewhere(people: People, settings: Any) -> None:
    assert settings.SESSION_COOKIE_SAMESITE == settings.CSRF_COOKIE_SAMESITE == "Strict"
    browser = Client()
    page = browser.get("/staff/login/")
    browser.post("/staff/login/", {"username": "rok", "password": "a long enough password"})
    assert page.cookies["csrftoken"]["samesite"] == "Strict"
    for name in ("sessionid", "csrftoken"):
        assert browser.cookies[name]["samesite"] == "Strict", name
    assert browser.cookies["sessionid"]["httponly"] is True
