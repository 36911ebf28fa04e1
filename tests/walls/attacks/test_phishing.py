"""A page that looks like ours, on another host, hands on to us whatever somebody of staff gives it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from testimonies.desk.models import Publication
from tests.days import later
from tests.desk.signin.coming_in import code_now, enrol, is_in, try_to_sign_in
from tests.desk.signin.test_passkeys import HOST, Authenticator, challenge, come
from tests.people import EVERY_CHECK, People, make_testimony

FALSE = "staff-archive.example"


@pytest.mark.parametrize("origin", [f"https://{FALSE}", f"http://{FALSE}", f"http://{HOST}.{FALSE}", "null"])
@pytest.mark.parametrize("host", [FALSE, HOST])
def test_a_passkey_shown_to_another_page_opens_nothing_here(people: People, origin: str, host: str) -> None:
    """The false page asks us for a challenge and has it signed: the browser signs with it where that happened."""
    attacker, device = Client(headers={"host": HOST}), Authenticator(b"one")
    device.belongs_to(people.rok)
    relayed = device.answer(challenge(attacker), origin=origin, host=host)
    assert not come(attacker, relayed)
    assert come(attacker, device.answer(challenge(attacker))), "the same key opens it where it is shown to us"


def test_a_password_alone_given_to_another_page_opens_nothing_here(people: People) -> None:
    enrol(people.rok)
    attacker = Client()
    try_to_sign_in(attacker, "rok")
    assert not is_in(attacker)


def test_a_code_given_to_another_page_opens_one_session_that_cannot_approve_for_long(people: People) -> None:
    """A code can be relayed, a passkey cannot: that is why SECURITY.md asks those who approve for passkeys."""
    secret = enrol(people.rok)
    testimony = make_testimony(people, "submitted")
    attacker, again, code = Client(), Client(), code_now(secret)
    try_to_sign_in(attacker, "rok", code=code)
    assert is_in(attacker)
    try_to_sign_in(again, "rok", code=code)
    assert not is_in(again), "the code that was given away is used up"
    with later(minutes=6):
        address = reverse("admin:desk_testimony_approve", args=[testimony.pk])
        attacker.post(address, {"check": EVERY_CHECK, "code": code})
        testimony.refresh_from_db()
        assert testimony.status == "submitted"
        attacker.post(reverse("admin:desk_testimony_publish", args=[testimony.pk]), {})
    assert not Publication.objects.exists()
