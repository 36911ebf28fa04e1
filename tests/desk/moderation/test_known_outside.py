"""What others have published counts once two people stand behind the entry, and never twice."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from testimonies.desk import models
from testimonies.desk.chain.verify import findings
from testimonies.desk.models import Decision, HouseRules, KnownOutside
from testimonies.desk.moderation.confirm_outside import confirm_outside
from testimonies.desk.moderation.enter_outside import enter_outside
from testimonies.desk.moderation.refusals import NotPermitted, Unmet
from testimonies.desk.moderation.risk import Gate
from testimonies.desk.moderation.snapshots import snapshot_of
from tests.days import day
from tests.people import People, make_person, make_testimony, sign_in
from tests.real_stores import close_the_gate

FACTS: dict[str, Any] = {
    "citation": "A newspaper",
    "sector": "construction",
    "place": "russian-far-east",
    "period_from": 2018,
    "period_to": 2020,
    "source": "interview",
    "language": "en",
}


def counted(people: People) -> int:
    """How many fit an account that says the same, itself included."""
    testimony = models.Testimony.objects.first() or make_testimony(people, "submitted")
    return Gate().judge(snapshot_of(testimony, on=day()), testimony).k


def entered(people: People, **changes: Any) -> KnownOutside:
    entry = KnownOutside(**{**FACTS, **changes})
    enter_outside(entry=entry, actor=people.cho)
    return entry


def test_nobody_opens_the_gate_alone_with_what_they_say_is_known(people: People) -> None:
    HouseRules.objects.update(k=3)
    browser = sign_in(Client(), people.cho)
    add = reverse("admin:desk_knownoutside_add")
    for citation in ("x", "y"):
        assert browser.post(add, {**FACTS, "citation": citation}).status_code == 302
    assert counted(people) == 1
    entry = KnownOutside.objects.earliest("pk")
    page = reverse("admin:desk_knownoutside_confirm", args=[entry.pk])
    answer = browser.post(page, {"shown": entry.fingerprint})
    assert answer.status_code == 422
    assert "somebody else must confirm it" in answer.content.decode()
    assert counted(people) == 1
    browser = sign_in(Client(), people.rok)
    shown = browser.get(page).content.decode()
    assert "<blockquote>x</blockquote>" in shown
    assert entry.fingerprint in shown
    assert browser.post(page, {"shown": entry.fingerprint}).status_code == 302
    assert counted(people) == 2
    outside = Decision.objects.filter(verb__in=["enter_outside", "confirm_outside"])
    assert list(outside.values_list("verb", "actor", "facts")) == [
        ("enter_outside", people.cho.pk, {"entry": entry.pk}),
        ("enter_outside", people.cho.pk, {"entry": entry.pk + 1}),
        ("confirm_outside", people.rok.pk, {"entry": entry.pk}),
    ]
    assert list(findings()) == []


def test_one_source_is_entered_once(people: People) -> None:
    browser = sign_in(Client(), people.cho)
    add = reverse("admin:desk_knownoutside_add")
    assert browser.post(add, FACTS).status_code == 302
    for citation in ("A newspaper", " A  newspaper ", "a NEWSPAPER"):
        answer = browser.post(add, {**FACTS, "citation": citation})
        assert "There is an entry with this citation already." in answer.content.decode()
    assert KnownOutside.objects.count() == 1


def test_another_word_must_be_confirmed_anew(people: People) -> None:
    entry = entered(people)
    confirm_outside(entry=entry, actor=people.rok, shown=entry.fingerprint)
    browser, address = sign_in(Client(), people.cho), reverse("admin:desk_knownoutside_change", args=[entry.pk])
    assert browser.post(address, FACTS).status_code == 302
    assert counted(people) == 2
    read = KnownOutside.objects.get().fingerprint
    assert browser.post(address, {**FACTS, "sector": "logging"}).status_code == 302
    assert counted(people) == 1
    with pytest.raises(Unmet, match="changed after it was shown"):
        confirm_outside(entry=entry, actor=people.rok, shown=read)


def test_who_may_enter_and_who_may_confirm(people: People) -> None:
    entry = entered(people)
    for person in (people.ari, people.kim, people.adm, people.nobody):
        with pytest.raises(NotPermitted):
            confirm_outside(entry=entry, actor=person, shown=entry.fingerprint)
        with pytest.raises(NotPermitted):
            enter_outside(entry=KnownOutside(**{**FACTS, "citation": "Another"}), actor=person)
    other = make_person("second", "curator")
    confirm_outside(entry=entry, actor=other, shown=entry.fingerprint)
    with pytest.raises(IntegrityError), transaction.atomic():
        KnownOutside.objects.update(confirmed_by=people.cho)
    with pytest.raises(IntegrityError), transaction.atomic():
        KnownOutside.objects.update(entered_by=None)


def test_an_entry_of_before_needs_somebody_who_entered_it(people: People) -> None:
    entry = KnownOutside.objects.create(**FACTS)
    with pytest.raises(Unmet, match="save it anew"):
        confirm_outside(entry=entry, actor=people.rok, shown=entry.fingerprint)
    sign_in(browser := Client(), people.cho)
    assert browser.post(reverse("admin:desk_knownoutside_change", args=[entry.pk]), FACTS).status_code == 302
    confirm_outside(entry=entry, actor=people.rok, shown=entry.fingerprint)
    assert counted(people) == 2


def test_an_entry_that_nobody_confirmed_by_the_log_is_named(people: People) -> None:
    close_the_gate()
    entry = entered(people)
    KnownOutside.objects.update(confirmed_by=people.rok)
    named = f"Account known outside {entry.pk} counts as it is, and the log does not say who confirmed that."
    assert list(findings()) == [named]
    confirm_outside(entry=entry, actor=people.rok, shown=entry.fingerprint)
    assert list(findings()) == []
    KnownOutside.objects.update(sector="logging")
    assert list(findings()) == [named]
