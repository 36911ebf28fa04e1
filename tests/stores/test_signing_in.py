"""Signing in on a real PostgreSQL server: what two do at the same moment, one of them has done."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import dj_database_url
import pytest
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.db import connection, connections, models, transaction
from django.test import Client
from django.urls import reverse

from testimonies.desk.models import (
    Attempts,
    AuthenticatorApp,
    Decision,
    Invitation,
    Passkey,
    RecoveryCodes,
    StaffSession,
)
from testimonies.desk.signin.accept import NoInvitation, accept
from testimonies.desk.signin.attempts import LIMIT, may_try
from testimonies.desk.signin.close_account import close_account
from testimonies.desk.signin.confirm import confirm
from testimonies.desk.signin.credentials import prove, prove_code
from testimonies.desk.signin.invite import invite, invite_again
from testimonies.desk.signin.recovery import left, make_codes
from testimonies.desk.signin.reset_sign_in import reset_sign_in
from testimonies.desk.signin.sessions import end_sessions
from tests.desk.signin.coming_in import code_now, enrol, is_in, try_to_sign_in
from tests.people import PASSWORD, People, make_people, sign_in
from tests.stores.conftest import Manage, copy_of_the_desk

pytestmark = pytest.mark.long

NEW = "chosen with an invitation"
_number = count()


@pytest.fixture
def people(
    *, empty: Manage, server: Path, tmp_path: Path, settings: Any, django_db_setup: None, django_db_blocker: Any
) -> Iterator[People]:
    """The same people, at a desk of this test's own, a database of the server; the threads of a test open it too.

    The edition and the receipts, which the desk's first page looks at, are the bare ones of this process.
    """
    settings.DATA_DIR = tmp_path
    name = f"signing_in_{next(_number)}"
    copy_of_the_desk(server, name)
    before, given = connections["default"], connections.settings["default"]
    url = f"postgresql://archive@/{name}?host={server}"
    connections.settings["default"] = {**given, "OPTIONS": {}, **dj_database_url.parse(url)}
    del connections["default"]
    ContentType.objects.clear_cache()
    try:
        with django_db_blocker.unblock():
            assert connection.vendor == "postgresql"
            yield make_people()
    finally:
        connection.close()
        connections.settings["default"], connections["default"] = given, before
        ContentType.objects.clear_cache()


def waiting() -> int:
    """How many connections wait for a lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted")
        return int(cursor.fetchone()[0])


@contextmanager
def held(row: models.Model) -> Iterator[None]:
    """`row` is locked by this connection, and lets go at the end."""
    with transaction.atomic():
        type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
        yield


def both_at(row: models.Model, *acts: Callable[[], object]) -> list[bool]:
    """Which of `acts` came through. All have looked, and wait to write `row`, before the first may write."""
    done: dict[int, bool] = {}

    def run(number: int) -> None:
        try:
            with suppress(NoInvitation):
                done[number] = False
                done[number] = bool(acts[number]())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(acts))]
    with held(row):
        for thread in threads:
            thread.start()
        for _ in range(600):
            if waiting() == len(acts):
                break
            threads[0].join(timeout=0.05)
        else:
            pytest.fail("They do not wait for the row, so nothing is decided there.")
    for thread in threads:
        thread.join(timeout=30)
    return [done[number] for number in range(len(acts))]


def test_the_same_code_of_an_app_is_accepted_once(people: People) -> None:
    code = code_now(enrol(people.cho))
    app = AuthenticatorApp.objects.get(user=people.cho)
    came = both_at(app, *[partial(prove, "cho", PASSWORD, code)] * 2)
    assert sorted(came) == [False, True]
    assert prove("cho", PASSWORD, code) is None


def test_the_same_recovery_code_is_accepted_once_and_another_is_not_lost(people: People) -> None:
    enrol(people.cho)
    codes = make_codes(people.cho)
    row = RecoveryCodes.objects.get(user=people.cho)
    same = partial(prove, "cho", PASSWORD, codes[0])
    assert sorted(both_at(row, same, same)) == [False, True]
    # Two different ones at once are both good, and both used up.
    others = [partial(prove_code, people.cho, code) for code in codes[1:3]]
    assert both_at(row, *others) == [True, True]
    assert left(people.cho) == len(codes) - 3
    assert not any(prove_code(people.cho, code) for code in codes[:3])


def test_an_invitation_is_accepted_once(people: People) -> None:
    invitation, token = invite(actor=people.adm, name="new", roles=Group.objects.filter(name="reviewer"))
    confirm(actor=people.kim, invitation=invitation)
    assert sorted(both_at(invitation, *[partial(accept, token, password=NEW)] * 2)) == [False, True]
    new = User.objects.get(username="new")
    assert [group.name for group in new.groups.all()] == ["reviewer"]
    assert Decision.objects.filter(verb="accept_invitation").count() == 1


def test_an_invitation_of_somebody_who_comes_back_is_accepted_once(people: People) -> None:
    """Whoever was second has set no password: it would shut out the first, who thinks the account is theirs."""
    invitation, token = invite_again(actor=people.adm, account=people.cho, roles=people.cho.groups.all())
    confirm(actor=people.kim, invitation=invitation)
    passwords = [NEW, f"{NEW} too"]
    came = both_at(invitation, *[partial(accept, token, password=password) for password in passwords])
    assert sorted(came) == [False, True]
    people.cho.refresh_from_db()
    assert [people.cho.check_password(password) for password in passwords] == came
    assert Decision.objects.filter(verb="accept_invitation").count() == 1


def test_of_many_attempts_at_once_five_are_looked_at(people: People) -> None:
    """Also where each of them finds no row yet, and where all find one."""
    try_it = partial(may_try, "cho", "203.0.113.9")
    assert _at_once(try_it, LIMIT + 3) == LIMIT
    assert _at_once(try_it, 3) == 0
    assert Attempts.objects.get().count == LIMIT + 6


def _at_once(act: Callable[[], bool], times: int) -> int:
    """How many of `times` threads were told yes."""
    said: list[bool] = []
    start = threading.Barrier(times)

    def run() -> None:
        try:
            connection.ensure_connection()
            start.wait(timeout=20)
            said.append(act())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert len(said) == times
    return sum(said)


def test_password_and_code_open_the_desk_and_wrong_ones_lock_it(people: People) -> None:
    secret, codes, browser = enrol(people.cho), make_codes(people.cho), Client()
    try_to_sign_in(browser, "cho", code="000000")
    assert not is_in(browser)
    try_to_sign_in(browser, "cho", code=code_now(secret))
    assert is_in(browser)
    other = Client()
    try_to_sign_in(other, "cho", code=codes[0])
    assert is_in(other)
    shown = browser.get(reverse("admin:account"))
    assert shown.status_code == 200
    assert StaffSession.objects.filter(user=people.cho).count() == 2
    browser.post(reverse("admin:account_sessions"), {"session": "others"})
    assert (is_in(browser), is_in(other)) == (True, False)
    for _ in range(LIMIT):
        try_to_sign_in(Client(), "cho", code="000000")
    answer = try_to_sign_in(Client(), "cho", code=codes[1])
    assert "Too many attempts" in answer.content.decode()
    assert end_sessions(people.cho) == 1
    assert not is_in(browser)


def test_closing_and_beginning_anew_leave_nothing_that_opens_the_desk(people: People) -> None:
    for person, act in (
        (people.cho, lambda: close_account(actor=people.adm, account=people.cho)),
        (people.rok, lambda: reset_sign_in(people.rok)),
    ):
        secret = enrol(person)
        codes = make_codes(person)
        person.passkeys.create(credential=person.username, data="x")
        open_page = sign_in(Client(), person)
        act()
        assert not is_in(open_page)
        for code in ("", code_now(secret), codes[0]):
            assert prove(person.username, PASSWORD, code) is None
        for model in (AuthenticatorApp, Passkey, RecoveryCodes):
            assert not model._default_manager.filter(user=person).exists()
    assert list(Invitation.objects.open().values_list("account__username", flat=True)) == ["rok"]
