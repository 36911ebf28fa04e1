"""The page of one's own password: an open page is no place to guess at it."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from testimonies.desk.signin.attempts import LIMIT
from tests.days import later
from tests.desk.signin.coming_in import code_now, enrol, is_in
from tests.people import PASSWORD, People, sign_in


def test_nobody_guesses_a_password_at_an_open_page(people: People) -> None:
    browser, address = sign_in(Client(), people.cho), reverse("admin:password_change")
    new = {"new_password1": "another good long password", "new_password2": "another good long password"}
    for number in range(LIMIT):
        assert browser.post(address, {**new, "old_password": f"guess {number}"}).status_code == 200
    assert browser.post(address, {**new, "old_password": PASSWORD}).headers["Location"] == reverse("admin:login")
    assert not is_in(browser)
    people.cho.refresh_from_db()
    assert people.cho.check_password(PASSWORD)


def test_whoever_knows_their_password_may_mistype_the_new_one(people: People) -> None:
    browser, address = sign_in(Client(), people.cho), reverse("admin:password_change")
    for _ in range(LIMIT + 1):
        sent = {"old_password": PASSWORD, "new_password1": "another good password", "new_password2": "another god one"}
        assert browser.post(address, sent).status_code == 200
    answer = browser.post(address, {**sent, "new_password2": sent["new_password1"]})
    assert answer.headers["Location"] == reverse("admin:password_change_done")
    assert is_in(browser)


def test_six_minutes_later_the_password_page_asks_for_the_second_proof(people: People) -> None:
    secret, address = enrol(people.cho), reverse("admin:password_change")
    browser = sign_in(Client(), people.cho)
    sent = {
        "old_password": PASSWORD,
        "new_password1": "another good password",
        "new_password2": "another good password",
    }
    with later(minutes=6):
        assert browser.get(address).status_code == 403
        page = browser.post(address, sent)
        assert page.status_code == 403
        # No password stands in a page, not even in a hidden field.
        assert not any(word in page.content.decode() for word in sent.values())
        answer = browser.post(address, {"again_reading": "1", "again_code": code_now(secret)})
        assert answer.headers["Location"] == address
        assert browser.post(address, sent).status_code == 302
    people.cho.refresh_from_db()
    assert people.cho.check_password("another good password")
