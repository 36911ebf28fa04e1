"""Signing in again before an act that cannot be taken back, and nothing typed is lost by it."""

from __future__ import annotations

import re
import threading
from typing import Any

from django.db import connection, connections, transaction
from django.test import Client
from django.urls import reverse

from testimonies.desk.admin.preview import preview
from testimonies.desk.models import Check, Decision, Invitation
from testimonies.desk.signin.attempts import LIMIT
from testimonies.desk.signin.doors import is_enrolled
from testimonies.desk.signin.factor import Shown
from tests.days import later
from tests.desk.signin.coming_in import code_now, enrol, is_in
from tests.people import People, make_testimony, sign_in


def approval(people: People) -> tuple[str, dict[str, object]]:
    testimony = make_testimony(people, "submitted")
    shown = preview(testimony)
    assert shown
    return reverse("admin:desk_testimony_approve", args=[testimony.pk]), {
        "check": Check.values,
        "shown": shown.fingerprint,
    }


def test_six_minutes_later_approving_asks_for_a_code_and_loses_nothing(people: People) -> None:
    secret, (address, sent) = enrol(people.rok), approval(people)
    browser = sign_in(Client(), people.rok)
    with later(minutes=6):
        page = browser.post(address, sent)
        assert page.status_code == 403
        carried = re.findall(r'name="check" value="([\w-]+)"', page.content.decode())
        assert carried == Check.values
        assert not Decision.objects.filter(verb="approve").exists()
        assert browser.post(address, {**sent, "again_code": "000000"}).status_code == 403
        assert not Decision.objects.filter(verb="approve").exists()
        browser.post(address, {**sent, "again_code": code_now(secret)})
        assert Decision.objects.get(verb="approve").actor == people.rok


def test_just_signed_in_nobody_is_asked_twice(people: People) -> None:
    address, sent = approval(people)
    sign_in(Client(), people.rok).post(address, sent)
    assert Decision.objects.filter(verb="approve").exists()


def test_every_named_act_asks(people: People) -> None:
    testimony, withdrawn = make_testimony(people, "submitted"), make_testimony(people, "withdrawn")
    acts = [
        (people.rok, "desk_testimony_approve", testimony.pk),
        (people.kim, "desk_testimony_override", testimony.pk),
        (people.kim, "desk_testimony_erase", withdrawn.pk),
        (people.adm, "auth_user_change", people.cho.pk),
        (people.adm, "auth_user_close", people.cho.pk),
        (people.adm, "desk_houserules_change", 1),
        (people.adm, "desk_invitation_again", people.cho.pk),
    ]
    before = Decision.objects.count()
    for person, name, pk in acts:
        browser = sign_in(Client(), person)
        with later(minutes=6):
            answer = browser.post(reverse(f"admin:{name}", args=[pk]), {"reason": "x"})
            assert (answer.status_code, "again_code" in answer.content.decode()) == (403, True), name
    browser = sign_in(Client(), people.adm)
    with later(minutes=6):
        assert browser.post(reverse("admin:desk_invitation_add"), {"name": "new"}).status_code == 403
    assert not Invitation.objects.exists()
    assert Decision.objects.count() == before


def test_withdrawing_never_waits(people: People) -> None:
    testimony = make_testimony(people, "published")
    browser = sign_in(Client(), people.cho)
    with later(minutes=6):
        browser.post(reverse("admin:desk_testimony_withdraw", args=[testimony.pk]), {"reason": "asked"})
    testimony.refresh_from_db()
    assert testimony.status == "withdrawn"


def test_whoever_guesses_at_somebody_elses_open_page_is_signed_out(people: People) -> None:
    enrol(people.rok)
    address, sent = approval(people)
    browser = sign_in(Client(), people.rok)
    with later(minutes=6):
        for _ in range(LIMIT):
            browser.post(address, {**sent, "again_code": "000000"})
        browser.post(address, {**sent, "again_code": "000000"})
        assert not is_in(browser)


def test_adding_a_factor_asks_for_the_one_there_is(people: People) -> None:
    secret = enrol(people.cho)
    browser = sign_in(Client(), people.cho)
    with later(minutes=6):
        page = browser.get(reverse("admin:enrol"))
        assert (page.status_code, "desk-qr" in page.content.decode()) == (403, False)
        sent = {"again_reading": "1", "again_code": code_now(secret)}
        assert browser.post(reverse("admin:enrol"), sent).status_code == 302
        assert "desk-qr" in browser.get(reverse("admin:enrol")).content.decode()


def test_of_two_factors_removed_at_once_one_stays(people: People) -> None:
    """Another request takes the passkey away and has not ended; this one must wait for it before it counts."""
    enrol(people.cho)
    passkey = people.cho.passkeys.create(credential="x", data="x")
    browser = sign_in(Client(), people.cho, shown=Shown.PASSKEY)
    writes = threading.Event()

    def watched(execute: Any, sql: str, *args: Any) -> Any:
        if sql.startswith(("BEGIN", "DELETE")):
            writes.set()
        return execute(sql, *args)

    def remove_the_app() -> None:
        with connection.execute_wrapper(watched):
            browser.post(reverse("admin:account_remove", args=["app"]))
        connections.close_all()

    thread = threading.Thread(target=remove_the_app)
    with transaction.atomic():
        passkey.delete()
        thread.start()
        assert writes.wait(timeout=20)
    thread.join(timeout=60)
    assert is_enrolled(people.cho)


def test_the_only_factor_cannot_be_removed(people: People) -> None:
    enrol(people.cho)
    browser = sign_in(Client(), people.cho, shown=Shown.PASSKEY)
    page = browser.post(reverse("admin:account_remove", args=["app"]), follow=True)
    assert "only second proof" in page.content.decode()
    people.cho.passkeys.create(credential="x", data="x")
    browser.post(reverse("admin:account_remove", args=["app"]))
    assert browser.post(reverse("admin:account_remove", args=["12345"])).status_code == 404
    browser.post(reverse("admin:account_remove", args=[str(people.cho.passkeys.get().pk)]))
    assert people.cho.passkeys.count() == 1
