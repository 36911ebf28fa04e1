"""A planted session is not adopted, and a stolen one ends with what ends the account's."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from testimonies.desk.admin.verbs import BUTTONS
from testimonies.desk.models import Publication, SealedEntry
from testimonies.desk.models import StaffSession as Session
from testimonies.desk.roles import ROLES
from testimonies.desk.seal import make_seal_key, seal
from testimonies.vocabulary import DecisionVerb
from tests.desk.signin.coming_in import code_now, enrol, try_to_sign_in
from tests.people import EVERY_CHECK, People, make_testimony, sign_in
from tests.walls.forms import form_of

PLANTED = "planted0planted0planted0planted0"


def with_session(value: str) -> Client:
    """Somebody else's browser with this session."""
    thief = Client()
    thief.cookies["sessionid"] = value
    return thief


def is_in(browser: Client) -> bool:
    return browser.get(reverse("admin:desk_testimony_changelist")).status_code == 200


def come_in(browser: Client, person: User) -> None:
    """With password and code, in a browser that has a session already."""
    try_to_sign_in(browser, person.username, code=code_now(enrol(person)))
    assert is_in(browser)


def test_a_session_that_was_planted_is_not_adopted(people: People) -> None:
    browser = Client()
    browser.cookies["sessionid"] = PLANTED
    come_in(browser, people.cho)
    assert browser.cookies["sessionid"].value != PLANTED
    assert not Session.objects.filter(session_key=PLANTED).exists()
    assert not is_in(with_session(PLANTED))


def test_a_session_from_before_signing_in_is_worth_nothing_after_it(people: People) -> None:
    """Even one that the server itself made: the attacker may have been handed it."""
    browser = Client()
    session = browser.session
    session["x"] = "y"
    session.save()
    before = browser.cookies["sessionid"].value
    come_in(browser, people.cho)
    assert browser.cookies["sessionid"].value != before
    assert not is_in(with_session(before))
    assert not Session.objects.filter(session_key=before).exists()


def test_a_session_of_the_attackers_own_does_not_become_somebody_elses(people: People) -> None:
    """Signed in as themselves, they hand their session over, and wait until somebody signs in with it."""
    attacker = sign_in(Client(), people.ari)
    handed_over = attacker.cookies["sessionid"].value
    come_in(with_session(handed_over), people.cho)
    assert not is_in(attacker)


def test_a_session_that_knew_the_password_alone_does_not_grow_with_its_owners(people: People) -> None:
    """A thief of the password sits before the page of enrolment when the owner enrols."""
    browser = Client()
    try_to_sign_in(browser, "cho")
    before = browser.cookies["sessionid"].value
    page = browser.get(reverse("admin:enrol")).content.decode()
    secret = re.findall(r"(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}", page)[0].replace(" ", "")
    browser.post(reverse("admin:enrol"), {"code": code_now(secret)})
    assert is_in(browser)
    assert not is_in(with_session(before))


@pytest.mark.parametrize("how", ["signing out", "a new password", "leaving"])
def test_a_stolen_session_ends_with(people: People, how: str) -> None:
    browser = Client()
    sign_in(browser, people.cho)
    thief = with_session(browser.cookies["sessionid"].value)
    assert is_in(thief)
    if how == "signing out":
        browser.post(reverse("admin:logout"))
    elif how == "a new password":
        people.cho.set_password("another long enough password")
        people.cho.save()
    else:
        people.cho.is_active = False
        people.cho.save()
    assert not is_in(thief)


@pytest.mark.parametrize("role", ROLES)
def test_a_stolen_session_alone_publishes_nothing_and_opens_nothing(people: People, role: str) -> None:
    """Whatever one role may do with a draft needs a second person, or a key that is not here."""
    make_seal_key()
    testimony = make_testimony(people, "draft")
    key, box = seal("Zaunkoenig", code=testimony.code, field="real_name")
    SealedEntry.objects.create(testimony=testimony, field="real_name", key=key, ciphertext=box)
    thief = Client()
    sign_in(thief, people.by_role[role])
    for verb in [*BUTTONS, *BUTTONS]:
        address = reverse(f"admin:desk_testimony_{verb.value}", args=[testimony.pk])
        page = thief.get(address).content.decode()
        assert "Zaunkoenig" not in page
        if verb not in {DecisionVerb.WITHDRAW, DecisionVerb.RETURN}:
            thief.post(address, {**form_of(page), "check": EVERY_CHECK, "reason": "x"})
    testimony.refresh_from_db()
    assert testimony.status == ("submitted" if role in {"contributor", "curator"} else "draft")
    assert not Publication.objects.exists()


def test_what_the_desk_tells_after_an_act_is_in_no_cookie(people: People) -> None:
    """A browser keeps its cookies in files: whoever finds the machine would read codes there, and names of staff."""
    testimony, browser = make_testimony(people, "published"), sign_in(Client(), people.cho)
    answer = browser.post(reverse("admin:desk_testimony_withdraw", args=[testimony.pk]))
    assert answer.status_code == 302
    assert set(browser.cookies) <= {"sessionid", "csrftoken"}
    said = f"{testimony.code}: {DecisionVerb.WITHDRAW.label}."
    assert said in browser.get(answer.headers["Location"]).content.decode()
    assert said not in browser.get(answer.headers["Location"]).content.decode(), "told once"
