"""How long a session lasts, who can end it, and that no key from before opens it."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from testimonies.desk.models import StaffSession
from testimonies.desk.signin.sessions import SessionStore, hashed
from tests.days import later
from tests.desk.signin.coming_in import code_now, enrol, is_in, try_to_sign_in
from tests.people import PASSWORD, People, sign_in

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def key_of(browser: Client) -> str:
    return browser.cookies[settings.SESSION_COOKIE_NAME].value


def test_a_key_known_before_signing_in_opens_nothing_afterwards(people: People) -> None:
    """An attacker who plants a cookie, or half a session, learns nothing by it."""
    secret = enrol(people.cho)
    planted = SessionStore()
    planted.create()
    browser = Client()
    browser.cookies[settings.SESSION_COOKIE_NAME] = str(planted.session_key)
    try_to_sign_in(browser, "cho", code=code_now(secret))
    assert is_in(browser)
    assert key_of(browser) != planted.session_key
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = str(planted.session_key)
    assert not is_in(thief)


def test_the_key_changes_when_the_second_factor_is_added(people: People) -> None:
    browser = Client()
    try_to_sign_in(browser, "cho")
    half = key_of(browser)
    browser.get(reverse("admin:enrol"))
    people.cho.refresh_from_db()
    browser.post(reverse("admin:enrol"), {"code": code_now(people.cho.app.pending)})
    assert is_in(browser)
    assert key_of(browser) != half
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = half
    assert not is_in(thief)


def test_the_cookie_is_strict_and_no_script_reads_it(people: People) -> None:
    browser, secret = Client(), enrol(people.cho)
    try_to_sign_in(browser, "cho", code=code_now(secret))
    cookie = browser.cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["samesite"], cookie["httponly"], cookie["expires"]) == ("Strict", True, "")


def test_the_database_does_not_know_the_keys(people: People) -> None:
    browser = sign_in(Client(), people.cho)
    rows = str(list(StaffSession.objects.values()))
    assert hashed(key_of(browser)) in rows
    assert key_of(browser) not in rows


@pytest.mark.parametrize(("minutes", "still"), [(29, True), (31, False)])
def test_a_session_left_alone_ends_after_half_an_hour(people: People, minutes: int, still: bool) -> None:
    browser = sign_in(Client(), people.cho)
    with later(minutes=minutes):
        assert is_in(browser) is still


def test_a_session_in_use_ends_after_twelve_hours(people: People) -> None:
    browser = sign_in(Client(), people.cho)
    for minutes in range(25, 12 * 60, 25):
        with later(minutes=minutes):
            assert is_in(browser), minutes
    with later(minutes=12 * 60 + 1):
        assert not is_in(browser)


def test_half_a_session_ends_like_a_whole_one(people: People) -> None:
    browser = sign_in(Client(), people.cho, factor=False)
    with later(minutes=31):
        assert browser.get(reverse("admin:enrol")).status_code == 302


def test_a_session_from_nowhere_is_none(people: People) -> None:
    """One that Django would accept, begun past the door: it has no clock, so it has no time."""
    browser = Client()
    browser.force_login(people.cho)
    assert not is_in(browser)


def test_ones_own_sessions_are_listed_in_words_and_without_an_address(people: People) -> None:
    secret, browser = enrol(people.cho), Client()
    try_to_sign_in(browser, "cho", code=code_now(secret), HTTP_USER_AGENT=FIREFOX, REMOTE_ADDR="203.0.113.9")
    sign_in(Client(), people.rok)
    page = browser.get(reverse("admin:account")).content.decode()
    assert "Firefox, Linux" in page
    assert "This session" in page
    assert page.count("Firefox") == 1
    assert "203.0.113.9" not in page + str(list(StaffSession.objects.values()))
    assert "Gecko" not in str(list(StaffSession.objects.values()))


def test_one_session_or_all_others_can_be_ended(people: People) -> None:
    browser, second, third = (sign_in(Client(), people.cho) for _ in range(3))
    stranger = sign_in(Client(), people.rok)
    page = browser.get(reverse("admin:account")).content.decode()
    shown = re.findall(r'name="session" value="(\w+)"', page)
    assert set(shown) == {hashed(key_of(second)), hashed(key_of(third)), "others"}
    browser.post(reverse("admin:account_sessions"), {"session": hashed(key_of(second))})
    assert [is_in(one) for one in (browser, second, third)] == [True, False, True]
    # Neither somebody else's nor, by this way, one's own.
    for key in (key_of(stranger), key_of(browser)):
        browser.post(reverse("admin:account_sessions"), {"session": hashed(key)})
    assert is_in(stranger)
    browser.post(reverse("admin:account_sessions"), {"session": "others"})
    assert [is_in(one) for one in (browser, second, third, stranger)] == [True, False, False, True]


def test_a_new_password_ends_every_other_session(people: People) -> None:
    browser, other = sign_in(Client(), people.cho), sign_in(Client(), people.cho)
    new = "another good long password"
    sent = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert browser.post(reverse("admin:password_change"), sent).status_code == 302
    assert StaffSession.objects.filter(user=people.cho).count() == 1
    assert is_in(browser)
    assert not is_in(other)


@pytest.mark.parametrize("password", ["short", "123456789987654321", "cho"])
def test_a_weak_password_is_refused(people: People, password: str) -> None:
    browser = sign_in(Client(), people.cho)
    sent = {"old_password": PASSWORD, "new_password1": password, "new_password2": password}
    assert browser.post(reverse("admin:password_change"), sent).status_code == 200
    people.cho.refresh_from_db()
    assert people.cho.check_password(PASSWORD)


def test_other_roles_end_every_session_of_their_person(people: People) -> None:
    browser, admin = sign_in(Client(), people.cho), sign_in(Client(), people.adm)
    roles = [Group.objects.get(name="reviewer").pk]
    answer = admin.post(
        reverse("admin:auth_user_change", args=[people.cho.pk]), {"username": "cho", "first_name": "", "groups": roles}
    )
    assert answer.status_code == 302
    assert [group.name for group in people.cho.groups.all()] == ["reviewer"]
    assert not is_in(browser)
    assert is_in(admin)


def test_what_does_not_touch_the_roles_ends_no_session(people: People) -> None:
    browser, admin = sign_in(Client(), people.cho), sign_in(Client(), people.adm)
    roles = list(people.cho.groups.values_list("pk", flat=True))
    sent = {"username": "cho", "first_name": "Cho", "groups": roles}
    assert admin.post(reverse("admin:auth_user_change", args=[people.cho.pk]), sent).status_code == 302
    assert is_in(browser)


def test_signing_out_ends_the_session_for_good(people: People) -> None:
    browser = sign_in(Client(), people.cho)
    key = key_of(browser)
    browser.post(reverse("admin:logout"))
    browser.cookies[settings.SESSION_COOKIE_NAME] = key
    assert not is_in(browser)
    half = sign_in(Client(), people.cho, factor=False)
    half.post(reverse("admin:logout"))
    assert not StaffSession.objects.filter(user=people.cho).exists()


def test_sessions_that_ended_leave_no_rows(people: People) -> None:
    sign_in(Client(), people.rok)
    secret = enrol(people.cho)
    with later(minutes=60):
        try_to_sign_in(Client(), "cho", code=code_now(secret))
    assert {row.user for row in StaffSession.objects.all()} == {people.cho}
