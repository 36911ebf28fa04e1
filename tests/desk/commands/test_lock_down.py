"""Somebody is at the desk who should not be: one command at the server closes it, and the readers notice nothing."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from django.utils import translation

from testimonies.desk.chain.verify import findings
from testimonies.desk.models import Decision, StaffSession
from testimonies.desk.signin.invite import invite
from testimonies.edition.search.sync import rebuild
from tests.desk.signin.coming_in import code_now, enrol, is_in, try_to_sign_in
from tests.people import People, make_testimony, sign_in
from tests.real_stores import close_the_gate

CLOSED = {"en": "The desk is closed", "ko": "내부 업무가 닫혀 있습니다", "ru": "Служебный раздел закрыт"}


def locked_down() -> str:
    out = StringIO()
    call_command("lock_down", stdout=out)
    return out.getvalue()


def opened(name: str, code: str, monkeypatch: pytest.MonkeyPatch) -> str:
    out = StringIO()
    monkeypatch.setattr("sys.stdin", StringIO(f"{code}\n"))
    call_command("lock_down", "--open", name, "--code-stdin", stdout=out)
    return out.getvalue()


def addresses(people: People) -> list[str]:
    testimony = make_testimony(people)
    names: list[tuple[str, list[Any]]] = [
        ("index", []),
        ("login", []),
        ("jsi18n", []),
        ("enrol", []),
        ("accept", ["x"]),
    ]
    names += [("desk_testimony_changelist", []), ("desk_testimony_change", [testimony.pk])]
    names += [("desk_testimony_submit", [testimony.pk]), ("auth_user_changelist", [])]
    return [reverse(f"admin:{name}", args=given) for name, given in names]


@pytest.mark.parametrize("language", CLOSED)
def test_no_address_of_the_desk_answers(people: People, language: str) -> None:
    browser = sign_in(Client(), people.adm)
    with translation.override(language):
        tried = addresses(people)
    assert browser.get(tried[0]).status_code == 200
    locked_down()
    for address in tried:
        for answer in (browser.get(address), browser.post(address), Client().get(address)):
            assert answer.status_code == 503, address
            assert CLOSED[language] in answer.content.decode()
            assert answer["Cache-Control"] == "no-store"


def test_readers_read_on(people: People) -> None:
    testimony = make_testimony(people, "published")
    rebuild()
    locked_down()
    for address in ("/", f"/testimonies/{testimony.code}/", "/search/?q=wages", "/healthz", "/feeds/withdrawals.json"):
        assert Client().get(address).status_code == 200, address


def test_who_was_in_is_out_and_stays_out_when_it_opens(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    browser, secret = sign_in(Client(), people.rok), enrol(people.adm)
    _, token = invite(actor=people.adm, name="new", roles=people.rok.groups.all())
    assert "Sessions ended: 1; invitations: 1." in locked_down()
    assert not StaffSession.objects.exists()
    assert opened("adm", code_now(secret), monkeypatch) == "People can sign in again.\n"
    assert not is_in(browser)
    assert Client().get(reverse("admin:accept", args=[token])).status_code == 404
    again = Client()
    try_to_sign_in(again, "adm", code=code_now(secret, 1))
    assert is_in(again)


@pytest.mark.parametrize("name", ["kim", "cho"])
def test_only_an_administrator_opens_it(people: People, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    secret = enrol(people.by_role["custodian" if name == "kim" else "curator"])
    locked_down()
    with pytest.raises(CommandError, match="Your role does not allow this"):
        opened(name, code_now(secret), monkeypatch)
    assert Client().get(reverse("admin:login")).status_code == 503


def test_an_administrator_shows_their_code(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    enrol(people.adm)
    locked_down()
    with pytest.raises(CommandError, match="The code was not accepted"):
        opened("adm", "000000", monkeypatch)
    assert Client().get(reverse("admin:login")).status_code == 503


def test_an_open_desk_is_not_opened(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CommandError, match="The desk is not locked down"):
        opened("adm", code_now(enrol(people.adm)), monkeypatch)


def test_it_closes_though_the_database_does_not_answer(people: People) -> None:
    def refuse(*_: Any) -> None:
        raise OperationalError("disk I/O error")

    with connection.execute_wrapper(refuse), pytest.raises(OperationalError):
        locked_down()
    assert Client().get(reverse("admin:login")).status_code == 503
    # Asked for again, it does the rest.
    assert "Sessions ended: 0" in locked_down()


def test_the_log_says_who_opened_it(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = enrol(people.adm)
    locked_down()
    opened("adm", code_now(secret), monkeypatch)
    closing, opening = Decision.objects.filter(verb__in=["lock_down", "open_again"]).order_by("pk")
    assert (closing.verb, closing.actor.username) == ("lock_down", "the-server")
    assert closing.facts == {"sessions": 0, "invitations": 0}
    assert (opening.verb, opening.actor) == ("open_again", people.adm)
    close_the_gate()
    assert list(findings()) == []
