"""With a password alone, every address of the desk is shut: walked from the URL conf, so that a new one is found."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.people import People, make_contributor, make_testimony, sign_in
from tests.walls.deny import MARK, everything
from tests.walls.test_staff_addresses import staff_addresses

# The page at the door, the way out, enrolment, and the invitation of somebody else.
DOOR = {"login", "logout", "enrol", "passkey_options", "passkey_add", "passkey_new", "accept"}


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", ["superuser", "curator"])
def test_a_session_without_its_second_factor_reaches_enrolment_alone(people: People, method: str, role: str) -> None:
    testimony = make_testimony(people, "submitted", contributor=make_contributor(MARK))
    if role == "superuser":
        people.cho.is_superuser = True
        people.cho.save()
    before, addresses = everything(), staff_addresses(testimony)
    for name, address in addresses.items():
        browser = sign_in(Client(), people.cho, factor=False)
        answer: HttpResponse = getattr(browser, method)(address)
        assert MARK not in answer.content.decode(), address
        if name not in DOOR:
            assert answer.status_code == 302, address
            assert answer.headers["Location"].startswith(reverse("admin:login")), address
    assert everything() == before
    assert addresses.keys() >= DOOR
