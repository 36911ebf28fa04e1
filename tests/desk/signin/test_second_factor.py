"""A password alone opens nothing: who has a second factor shows it, who has none enrols before anything else."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from testimonies.desk.models import AuthenticatorApp, Passkey, RecoveryCodes
from testimonies.desk.signin.sessions import end_sessions
from tests.desk.signin.coming_in import code_now, enrol, is_in, try_to_sign_in
from tests.people import PASSWORD, People, sign_in


def test_password_and_code_open_the_desk(people: People) -> None:
    browser, secret = Client(), enrol(people.cho)
    assert try_to_sign_in(browser, "cho", code=code_now(secret)).headers["Location"] == "/staff/"
    assert is_in(browser)


def test_the_form_leads_on_to_where_somebody_wanted_to_go(people: People) -> None:
    browser, secret = Client(), enrol(people.cho)
    wanted = reverse("admin:desk_testimony_queue")
    page = browser.get(wanted, follow=True)
    assert f'name="next" value="{wanted}"' in page.content.decode()
    sent = {"username": "cho", "password": PASSWORD, "code": code_now(secret), "next": wanted}
    assert browser.post(reverse("admin:login"), sent).headers["Location"] == wanted


@pytest.mark.parametrize("code", ["", "000000", "abcdef", "１２３４５６", "1" * 40, "\x00"])
def test_without_the_right_code_nobody_comes_in(people: People, code: str) -> None:
    browser = Client()
    enrol(people.cho)
    assert try_to_sign_in(browser, "cho", code=code).status_code == 200
    assert not is_in(browser)


def test_a_code_is_taken_once_and_no_older_one_after_it(people: People) -> None:
    secret = enrol(people.cho)
    assert try_to_sign_in(Client(), "cho", code=code_now(secret)).status_code == 302
    assert try_to_sign_in(Client(), "cho", code=code_now(secret)).status_code == 200
    assert try_to_sign_in(Client(), "cho", code=code_now(secret, -1)).status_code == 200
    assert try_to_sign_in(Client(), "cho", code=code_now(secret, 1)).status_code == 302


def test_a_code_beside_a_wrong_password_is_not_used_up(people: People) -> None:
    secret = enrol(people.cho)
    assert try_to_sign_in(Client(), "cho", "another password", code_now(secret)).status_code == 200
    assert try_to_sign_in(Client(), "cho", code=code_now(secret)).status_code == 302


def test_the_first_sign_in_leads_to_enrolment_and_nowhere_else(people: People) -> None:
    browser = Client()
    assert try_to_sign_in(browser, "cho").headers["Location"] == reverse("admin:enrol")
    assert not is_in(browser)
    assert browser.get(reverse("admin:login")).headers["Location"] == reverse("admin:enrol")
    page = browser.get(reverse("admin:enrol")).content.decode()
    assert '<div class="desk-qr"' in page
    assert "Desk" not in re.sub(r"<title>.*?</title>|staff desk", "", page)
    secret = AuthenticatorApp.objects.get(user=people.cho).pending
    shown = browser.post(reverse("admin:enrol"), {"code": code_now(secret)}).content.decode()
    codes = re.findall(r"^(?:.*>)?((?:\w{4}-){3}\w{4})$", shown, re.MULTILINE)
    assert len(set(codes)) == 10
    assert is_in(browser)
    # Shown once: nothing that can be asked for says them again, and the database holds no letter of them.
    kept = RecoveryCodes.objects.get(user=people.cho)
    assert not any(code in kept.hashes or code.replace("-", "") in kept.hashes for code in codes)
    assert not any(code in browser.get(reverse("admin:enrol")).content.decode() for code in codes)
    # Each opens the desk once, however it is typed.
    typed = codes[0].replace("-", " ").upper()
    assert try_to_sign_in(Client(), "cho", code=typed).status_code == 302
    assert try_to_sign_in(Client(), "cho", code=codes[0]).status_code == 200
    assert try_to_sign_in(Client(), "cho", code=codes[1]).status_code == 302


def test_a_wrong_first_code_enrols_nothing(people: People) -> None:
    browser = sign_in(Client(), people.cho, factor=False)
    page = browser.get(reverse("admin:enrol")).content.decode()
    answer = browser.post(reverse("admin:enrol"), {"code": "000000"})
    assert "not the code" in answer.content.decode()
    assert AuthenticatorApp.objects.get(user=people.cho).secret == ""
    # The picture stays the same, or the app would have to be set up again for each slip.
    picture = re.compile(r'class="desk-qr".*<svg.*?</svg>')
    assert picture.findall(page) == picture.findall(answer.content.decode())
    assert not is_in(browser)


def secret_shown(browser: Client) -> str:
    page = browser.get(reverse("admin:enrol")).content.decode()
    (shown,) = re.findall(r"(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}", page)
    return str(shown).replace(" ", "")


def test_a_thief_who_looked_at_the_picture_first_does_not_know_what_the_person_adopts(people: People) -> None:
    thief, owner = Client(), Client()
    for browser in (thief, owner):
        assert try_to_sign_in(browser, "cho").headers["Location"] == reverse("admin:enrol")
    seen, secret = secret_shown(thief), secret_shown(owner)
    assert seen != secret == secret_shown(owner)
    assert "not the code" in owner.post(reverse("admin:enrol"), {"code": code_now(seen)}).content.decode()
    owner.post(reverse("admin:enrol"), {"code": code_now(secret)})
    assert is_in(owner)
    assert try_to_sign_in(Client(), "cho", code=code_now(seen, 1)).status_code == 200


def test_what_a_stolen_session_was_shown_is_gone_with_it(people: People) -> None:
    enrol(people.cho)
    thief = sign_in(Client(), people.cho)
    seen = secret_shown(thief)
    people.cho.app.refresh_from_db()
    assert people.cho.app.pending == seen
    end_sessions(people.cho)
    people.cho.app.refresh_from_db()
    assert people.cho.app.pending == ""
    assert secret_shown(sign_in(Client(), people.cho)) != seen


@pytest.mark.parametrize("factor", ["app", "passkey"])
def test_a_stolen_password_adds_no_second_factor_where_there_is_one(people: People, factor: str) -> None:
    """Half a session from before the person enrolled, or stolen from elsewhere."""
    browser = sign_in(Client(), people.cho, factor=False)
    if factor == "app":
        enrol(people.cho)
    else:
        Passkey.objects.create(user=people.cho, credential="x", data="x")
    for method in (browser.get, browser.post):
        answer = method(reverse("admin:enrol"), {"code": "000000"})
        assert answer.headers["Location"] == reverse("admin:login")
    assert not RecoveryCodes.objects.exists()


def test_whoever_lost_the_keys_of_the_desk_is_not_let_in_for_it(people: People) -> None:
    """A secret that does not open is no missing factor."""
    enrol(people.cho)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE desk_authenticatorapp SET secret = %s", [b"\x01" + b"x" * 60])
    browser = Client()
    assert try_to_sign_in(browser, "cho").status_code == 200
    assert try_to_sign_in(browser, "cho", code="123456").status_code == 200
    assert "_auth_user_id" not in browser.session


def test_enrolling_ends_every_other_session(people: People) -> None:
    other = sign_in(Client(), people.cho)
    browser = sign_in(Client(), people.cho, factor=False)
    browser.get(reverse("admin:enrol"))
    secret = AuthenticatorApp.objects.get(user=people.cho).pending
    browser.post(reverse("admin:enrol"), {"code": code_now(secret)})
    assert is_in(browser)
    assert not is_in(other)


def test_secrets_lie_encrypted(people: People) -> None:
    secret = enrol(people.cho)
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM desk_authenticatorapp")
        (kept,) = cursor.fetchone()
    assert secret.encode() not in bytes(kept)
    # Moved to somebody else's row it does not open.
    AuthenticatorApp.objects.create(user=people.rok)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE desk_authenticatorapp SET secret = %s WHERE user_id = %s", [bytes(kept), people.rok.pk])
    assert try_to_sign_in(Client(), "rok", code=code_now(secret)).status_code == 200
