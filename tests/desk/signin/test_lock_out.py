"""Guessing: no answer tells what was wrong, attempts run out, and nobody can use that to shut somebody else out."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from testimonies.desk.models import Attempts
from testimonies.desk.signin import totp
from testimonies.desk.signin.attempts import CODE_LIMIT, LIMIT
from testimonies.desk.signin.recovery import make_codes
from tests.days import later
from tests.desk.signin.coming_in import code_now, enrol, is_in, try_to_sign_in
from tests.people import PASSWORD, People

THERE, ELSEWHERE = "203.0.113.9", "198.51.100.7"
WRONG = "not the password at all"


def tries(people: People) -> dict[str, tuple[str, str, str]]:
    """Every way to be wrong: name, password and code."""
    secret = enrol(people.cho)
    people.kim.is_active = False
    people.kim.save()
    return {
        "unknown name": ("who", WRONG, "123456"),
        "wrong password": ("cho", WRONG, code_now(secret)),
        "wrong code": ("cho", PASSWORD, "000000"),
        "no code": ("cho", PASSWORD, ""),
        "both wrong": ("cho", WRONG, "000000"),
        "closed account": ("kim", PASSWORD, "000000"),
        "no second factor yet": ("rok", WRONG, ""),
        "name in capitals": ("CHO", PASSWORD, "000000"),
    }


def test_every_refusal_is_the_same_page_byte_for_byte(people: People) -> None:
    pages: dict[str, tuple[int, str, list[str]]] = {}
    for why, (name, password, code) in tries(people).items():
        answer = try_to_sign_in(Client(), name, password, code, REMOTE_ADDR=f"198.51.100.{len(pages)}")
        body = re.sub(r'(name="csrfmiddlewaretoken" value=)"\w+"', r"\1", answer.content.decode())
        pages[why] = (answer.status_code, body.replace(f'value="{name}"', 'value="NAME"'), sorted(answer.headers))
    expected = pages["unknown name"]
    assert "This did not work" in expected[1]
    assert {why for why, page in pages.items() if page != expected} == set()


def test_every_refusal_costs_the_same_work(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted, not timed: password hashes, codes computed, and statements sent to the database."""
    work: list[str] = []

    def counted(what: str, do: Callable[..., Any]) -> Callable[..., Any]:
        def counting(*args: Any, **kwargs: Any) -> Any:
            work.append(what)
            return do(*args, **kwargs)

        return counting

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted("hash", MD5PasswordHasher.encode))
    monkeypatch.setattr(totp, "code_at", counted("code", totp.code_at))
    done = {}
    wrong = tries(people)
    # What a process does once is done here.
    try_to_sign_in(Client(), "first", WRONG, "")
    for why, (name, password, code) in wrong.items():
        Attempts.objects.all().delete()
        work.clear()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            try_to_sign_in(Client(), name, password, code)
        kinds = [re.sub(r"\s.*", "", query["sql"]) for query in asked.captured_queries]
        done[why] = (work.count("hash"), work.count("code"), kinds)
    expected = done["unknown name"]
    assert expected[:2] == (1, 3)
    assert {why: found for why, found in done.items() if found != expected} == {}


def test_attempts_run_out_for_a_name_from_one_place_and_not_from_another(people: People) -> None:
    secret = enrol(people.cho)
    for _ in range(LIMIT):
        assert "This did not work" in try_to_sign_in(Client(), "cho", WRONG, REMOTE_ADDR=THERE).content.decode()
    answer = try_to_sign_in(Client(), "cho", code=code_now(secret), REMOTE_ADDR=THERE)
    assert "Too many attempts" in answer.content.decode()
    # The real person, elsewhere, notices nothing; nor does anybody else where the attempts came from.
    assert try_to_sign_in(Client(), "cho", code=code_now(secret), REMOTE_ADDR=ELSEWHERE).status_code == 302
    rok = enrol(people.rok)
    assert try_to_sign_in(Client(), "rok", code=code_now(rok), REMOTE_ADDR=THERE).status_code == 302
    with later(minutes=16):
        assert try_to_sign_in(Client(), "cho", code=code_now(secret), REMOTE_ADDR=THERE).status_code == 302


def test_a_name_that_does_not_exist_runs_out_like_any_other(people: People) -> None:
    for _ in range(LIMIT):
        assert "This did not work" in try_to_sign_in(Client(), "nobody-here", WRONG).content.decode()
    assert "Too many attempts" in try_to_sign_in(Client(), "nobody-here", WRONG).content.decode()


def test_whoever_comes_in_has_all_attempts_again(people: People) -> None:
    secret = enrol(people.cho)
    for _ in range(LIMIT - 1):
        try_to_sign_in(Client(), "cho", WRONG)
    assert try_to_sign_in(Client(), "cho", code=code_now(secret)).status_code == 302
    for _ in range(LIMIT):
        assert "This did not work" in try_to_sign_in(Client(), "cho", WRONG).content.decode()


def test_a_thief_of_the_password_cannot_guess_codes_from_many_places(people: People) -> None:
    """And the person, whose recovery codes nobody can guess, still comes in."""
    secret, codes = enrol(people.cho), make_codes(people.cho)
    for number in range(CODE_LIMIT):
        try_to_sign_in(Client(), "cho", code="000000", REMOTE_ADDR=f"198.51.100.{number}")
    browser = Client()
    answer = try_to_sign_in(browser, "cho", code=code_now(secret), REMOTE_ADDR=THERE)
    assert "This did not work" in answer.content.decode()
    assert try_to_sign_in(browser, "cho", code=codes[0], REMOTE_ADDR=ELSEWHERE).status_code == 302
    assert is_in(browser)
    with later(1):
        assert try_to_sign_in(Client(), "cho", code=code_now(secret), REMOTE_ADDR=THERE).status_code == 302


def test_wrong_passwords_from_many_places_shut_nobody_out(people: People) -> None:
    secret = enrol(people.cho)
    for number in range(CODE_LIMIT + LIMIT):
        try_to_sign_in(Client(), "cho", WRONG, REMOTE_ADDR=f"198.51.100.{number}")
    assert try_to_sign_in(Client(), "cho", code=code_now(secret), REMOTE_ADDR=THERE).status_code == 302


def test_behind_a_proxy_the_address_is_the_one_that_the_proxy_added(people: People, settings: Any) -> None:
    """Whoever writes addresses before it gains no attempts by that, and locks nobody out."""
    settings.PROXIES = 1
    secret = enrol(people.cho)
    for number in range(LIMIT):
        forged = f"10.0.0.{number}, {ELSEWHERE}, {THERE}:{4000 + number}"
        try_to_sign_in(Client(), "cho", WRONG, HTTP_X_FORWARDED_FOR=forged)
    answer = try_to_sign_in(Client(), "cho", WRONG, HTTP_X_FORWARDED_FOR=THERE)
    assert "Too many attempts" in answer.content.decode()
    good = {"code": code_now(secret), "HTTP_X_FORWARDED_FOR": ELSEWHERE}
    assert try_to_sign_in(Client(), "cho", **good).status_code == 302


def test_neither_name_nor_address_is_kept_or_logged(people: People, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    enrol(people.cho)
    for name in ("cho", "zinnober"):
        for _ in range(LIMIT + 1):
            try_to_sign_in(Client(), name, WRONG, REMOTE_ADDR=THERE)
    kept = str(list(Attempts.objects.values())) + "".join(
        record.getMessage() for record in caplog.records if not record.name.startswith("django.db")
    )
    assert Attempts.objects.count() == 4
    for word in ("cho", "zinnober", THERE, WRONG):
        assert not re.search(rf"\b{re.escape(word)}\b", kept), word


def test_counts_of_yesterday_are_gone(people: People) -> None:
    try_to_sign_in(Client(), "who", WRONG)
    before = set(Attempts.objects.values_list("pk", flat=True))
    with later(2):
        try_to_sign_in(Client(), "who", WRONG)
    assert not before & set(Attempts.objects.values_list("pk", flat=True))
