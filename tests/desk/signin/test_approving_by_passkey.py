"""Whoever has a passkey approves by it: a code that a forged page was given gets nothing out."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from testimonies.desk.admin.preview import preview
from testimonies.desk.models import Check, Decision
from testimonies.desk.signin.recovery import make_codes
from tests.desk.signin.coming_in import code_now, enrol
from tests.desk.signin.test_passkeys import HOST, Authenticator, challenge, come
from tests.people import People, make_testimony, sign_in


@pytest.fixture
def browser() -> Client:
    return Client(headers={"host": HOST})


def approval(people: People) -> tuple[str, dict[str, object]]:
    testimony = make_testimony(people, "submitted")
    shown = preview(testimony)
    assert shown
    address = reverse("admin:desk_testimony_approve", args=[testimony.pk])
    return address, {"check": Check.values, "shown": shown.fingerprint}


def approved() -> bool:
    return Decision.objects.filter(verb="approve").exists()


def test_whoever_has_a_passkey_approves_by_it_and_by_no_code(browser: Client, people: People) -> None:
    """A forged page that passed a code on has a session, and gets nothing out with it."""
    device, secret = Authenticator(b"rok"), enrol(people.rok)
    device.belongs_to(people.rok)
    codes = make_codes(people.rok)
    address, sent = approval(people)
    sign_in(browser, people.rok)
    for code in (code_now(secret), codes[0]):
        page = browser.post(address, sent).content.decode()
        assert "for this a code is not enough" in page
        assert 'id="id_again_code"' not in page
        assert browser.post(address, {**sent, "again_code": code}).status_code == 403
    assert not approved()
    browser.post(address, {**sent, "again_passkey": device.answer(challenge(browser))})
    assert approved()


def test_just_signed_in_by_passkey_nobody_is_asked_again(browser: Client, people: People) -> None:
    device = Authenticator(b"rok")
    device.belongs_to(people.rok)
    address, sent = approval(people)
    assert come(browser, device.answer(challenge(browser)))
    browser.post(address, sent)
    assert approved()


def test_a_code_adds_no_passkey_beside_one_and_no_recovery_codes(browser: Client, people: People) -> None:
    device, secret = Authenticator(b"rok"), enrol(people.rok)
    passkey = device.belongs_to(people.rok)
    codes = make_codes(people.rok)
    sign_in(browser, people.rok)
    steps: list[tuple[str, list[str]]] = [
        ("enrol", []),
        ("passkey_new", []),
        ("passkey_add", []),
        ("account_codes", []),
    ]
    for name, given in [*steps, ("account_remove", [str(passkey.pk)]), ("account_remove", ["app"])]:
        address = reverse(f"admin:{name}", args=given)
        assert browser.post(address, {"passkey": "x"}).status_code == 403, name
    assert browser.get(reverse("admin:enrol")).status_code == 403
    asked = {"again_reading": "1"}
    assert browser.post(reverse("admin:enrol"), {**asked, "again_code": code_now(secret)}).status_code == 403
    # Whoever lost it adds another by a code from the paper.
    assert browser.post(reverse("admin:enrol"), {**asked, "again_code": codes[0]}).status_code == 302
    assert browser.get(reverse("admin:enrol")).status_code == 200
    assert browser.post(reverse("admin:passkey_new")).status_code == 200
    # That is no passkey yet.
    address, sent = approval(people)
    assert browser.post(address, sent).status_code == 403


def test_where_the_house_wants_a_passkey_nobody_approves_without(people: People, settings: Any) -> None:
    settings.APPROVE_BY_PASSKEY = True
    secret, (address, sent) = enrol(people.rok), approval(people)
    for host in (HOST, "127.0.0.1"):
        browser = sign_in(Client(headers={"host": host}), people.rok)
        assert "by passkey alone" in browser.post(address, sent).content.decode()
        assert browser.post(address, {**sent, "again_code": code_now(secret)}).status_code == 403
    assert not approved()


def test_whoever_has_none_approves_by_a_code(people: People) -> None:
    address, sent = approval(people)
    sign_in(Client(headers={"host": HOST}), people.rok).post(address, sent)
    assert approved()
