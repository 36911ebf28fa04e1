"""A forged host name or header never comes back in an answer that a cache might keep for others."""

from __future__ import annotations

import pytest
from django.test import Client

from testimonies.desk import models
from testimonies.edition.publish import bring_up_to_date
from tests.desk.signin.coming_in import code_now, enrol, is_in
from tests.desk.signin.test_passkeys import HOST, Authenticator, challenge
from tests.people import PASSWORD, People, make_people, make_testimony, sign_in
from tests.shelf import Shelf

EVIL = "evil.example"
# What caches do not have in their key, and frameworks have been known to believe.
UNKEYED = {
    "X-Forwarded-Host": EVIL,
    "X-Forwarded-For": "9.9.9.9",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Scheme": "https",
    "X-Forwarded-Port": "666",
    "X-Forwarded-Server": EVIL,
    "X-Forwarded-Prefix": f"/{EVIL}",
    "X-Host": EVIL,
    "X-Original-Url": "/staff/",
    "X-Original-Host": EVIL,
    "X-Rewrite-Url": "/staff/",
    "X-Http-Method-Override": "POST",
    "X-Script-Name": f"/{EVIL}",
    "Forwarded": f"for=9.9.9.9;host={EVIL};proto=https",
    "Origin": f"https://{EVIL}",
    "Referer": f"https://{EVIL}/",
    "User-Agent": EVIL,
    "Accept-Language": "ko",
    "Accept": "application/json",
    "Cookie": "django_language=ko; sessionid=planted; csrftoken=planted",
    "Authorization": "Basic eDp4",
    "Range": "bytes=0-10",
    "If-Modified-Since": "Sat, 01 Jan 2050 00:00:00 GMT",
    "If-None-Match": "*",
}


def _publish_one() -> tuple[People, models.Testimony]:
    people = make_people()
    account = make_testimony(people, "published")
    bring_up_to_date()
    return people, account


@pytest.fixture
def prepared(shelf: Shelf) -> tuple[People, models.Testimony]:
    return shelf.take("an account that is public and indexed", _publish_one)


@pytest.fixture
def people(prepared: tuple[People, models.Testimony]) -> People:
    return prepared[0]


@pytest.fixture
def account(prepared: tuple[People, models.Testimony]) -> models.Testimony:
    return prepared[1]


def addresses(account: models.Testimony) -> list[str]:
    return [
        "/",
        "/ko/",
        "/search/?q=wages",
        "/themes/",
        "/robots.txt",
        f"/testimonies/{account.code}/",
        "/no-such-page/",
    ]


@pytest.mark.parametrize("host", [EVIL, f"testserver.{EVIL}", f"testserver@{EVIL}", "testserver:x", "", "a" * 5000])
def test_a_host_name_that_is_not_ours_gets_nothing(account: models.Testimony, host: str) -> None:
    for address in [*addresses(account), "/staff/login/"]:
        answer = Client().get(address, headers={"host": host})
        assert answer.status_code == 400, address
        assert EVIL not in answer.content.decode()
        assert "Location" not in answer.headers


@pytest.mark.parametrize("header", UNKEYED)
def test_no_header_changes_what_a_cache_would_keep(account: models.Testimony, header: str) -> None:
    reader = Client()
    for address in addresses(account):
        plain, told = reader.get(address), reader.get(address, headers={header: UNKEYED[header]})
        assert told.status_code == plain.status_code, address
        assert told.content == plain.content, address
        # Where staff are served too, a request with a cookie is told that the answer may depend on it.
        assert {**told.headers, "Vary": ""} == {**plain.headers, "Vary": ""}, address


def test_a_redirect_leads_to_the_same_host(account: models.Testimony) -> None:
    reader = Client()
    for address in (
        f"/testimonies/{account.code.lower()}/",
        "/search",
        "/staff/",
        "//evil.example/search",
        "/%5Cevil.example",
    ):
        answer = reader.get(address, headers={"X-Forwarded-Host": EVIL})
        where = answer.headers.get("Location", "/")
        assert where.startswith("/"), address
        assert not where.startswith(("//", "/\\")), address


@pytest.mark.parametrize("following", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:x"])
def test_signing_in_leads_nowhere_else(people: People, following: str) -> None:
    browser, secret = Client(), enrol(people.cho)
    sent = {"username": "cho", "password": PASSWORD, "code": code_now(secret), "next": following}
    answer = browser.post(f"/staff/login/?next={following}", sent)
    assert is_in(browser), "whoever does not get in is led nowhere anyhow"
    assert answer.headers["Location"] == "/staff/"


@pytest.mark.parametrize("following", ["https://evil.example/", "//evil.example/"])
def test_signing_in_with_a_passkey_leads_nowhere_else(people: People, following: str) -> None:
    browser, device = Client(headers={"host": HOST}), Authenticator(b"one")
    device.belongs_to(people.cho)
    sent = {"passkey": device.answer(challenge(browser)), "next": following}
    answer = browser.post(f"/staff/login/?next={following}", sent)
    assert is_in(browser)
    assert answer.headers["Location"] == "/staff/"


def test_what_is_private_says_that_nobody_may_keep_it(people: People, account: models.Testimony) -> None:
    browser = Client()
    sign_in(browser, people.cho)
    for address in (
        "/staff/",
        f"/staff/desk/testimony/{account.pk}/change/",
        "/ko/staff/login/",
        "/staff/no-such-page/",
    ):
        assert browser.get(address).headers["Cache-Control"] == "no-store"
