"""Partners who hold copies of what left: each gets a line, and it stays open until they confirm."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from testimonies.desk import models
from testimonies.desk.models import HandedOut, Partner, PartnerNotice
from testimonies.desk.moderation.lapse import LapseReason, lapse
from testimonies.desk.moderation.withdraw import withdraw
from tests.people import People, make_consent, make_testimony, sign_in

TODAY = timezone.localdate()
YESTERDAY = TODAY - datetime.timedelta(days=1)


def hand_out(name: str, *testimonies: models.Testimony, on: datetime.date = TODAY) -> HandedOut:
    """A copy of `testimonies`, or of everything where there are none."""
    partner, _ = Partner.objects.get_or_create(name=name)
    copy = HandedOut.objects.create(partner=partner, what="A file", everything=not testimonies, on=on)
    copy.codes.set(testimonies)
    return copy


def told(testimony: models.Testimony) -> list[str]:
    return sorted(testimony.notices.values_list("partner__name", flat=True))


def test_whoever_holds_a_copy_is_on_the_list(people: People) -> None:
    testimony, other = make_testimony(people, "published"), make_testimony(people, "published")
    hand_out("everything today")
    hand_out("everything, before it was public", on=YESTERDAY)
    hand_out("this one", testimony)
    hand_out("this one", testimony, other)
    hand_out("another", other)
    withdraw(testimony=testimony, actor=people.cho)
    assert told(testimony) == ["everything today", "this one"]
    assert told(other) == []
    lapse(testimony=other, reason=LapseReason.REVIEW_PASSED)
    assert told(other) == ["another", "everything today", "this one"]


def test_a_copy_that_is_entered_later_is_looked_at_too(people: People) -> None:
    testimony, kept = make_testimony(people, "published"), make_testimony(people, "published")
    withdraw(testimony=testimony, actor=people.cho)
    browser = sign_in(Client(), people.cho)
    partner = Partner.objects.create(name="Late", use="research")
    for one in (testimony, kept):
        make_consent(one.contributor, answers={"public_text": "yes", "research": "yes"})
    answer = browser.post(
        "/staff/desk/handedout/add/",
        {"partner": partner.pk, "on": TODAY.isoformat(), "what": "A file", "codes": [testimony.pk, kept.pk]},
    )
    assert answer.status_code == 302, answer.content.decode()
    assert told(testimony) == ["Late"]
    assert told(kept) == []


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ({"told_on": TODAY}, True),
        ({"told_on": YESTERDAY, "confirmed_on": TODAY}, True),
        ({"told_on": TODAY, "confirmed_on": YESTERDAY}, False),
        ({"confirmed_on": TODAY}, False),
        ({"told_on": TODAY + datetime.timedelta(days=1)}, False),
    ],
)
def test_a_curator_ticks(people: People, sent: dict[str, datetime.date], stored: bool) -> None:
    testimony = make_testimony(people, "published")
    hand_out("Partner Q", testimony)
    withdraw(testimony=testimony, actor=people.cho)
    notice = PartnerNotice.objects.get()
    browser = sign_in(Client(), people.cho)
    queue = "/staff/desk/testimony/queue/"
    assert "Partners to be told (1)" in browser.get(queue).content.decode()
    page = browser.get(f"/staff/desk/testimony/{testimony.pk}/change/").content.decode()
    assert "Partner Q" in page
    answer = browser.post(f"/staff/desk/partnernotice/{notice.pk}/change/", sent)
    assert answer.status_code == (302 if stored else 200)
    notice.refresh_from_db()
    assert notice.ticked_by == (people.cho if stored else None)
    assert notice.told_on == (sent.get("told_on") if stored else None)
    still = 0 if notice.confirmed_on else 1
    assert f"Partners to be told ({still})" in browser.get(queue).content.decode()


def test_a_copy_is_of_everything_or_of_something(people: People) -> None:
    testimony = make_testimony(people, "published")
    partner = Partner.objects.create(name="Q")
    browser = sign_in(Client(), people.cho)
    sent = {"partner": partner.pk, "on": TODAY.isoformat(), "what": "A file"}
    for more in ({}, {"everything": "on", "codes": [testimony.pk]}):
        answer = browser.post("/staff/desk/handedout/add/", {**sent, **more})
        assert "choose the testimonies" in answer.content.decode()
    assert not HandedOut.objects.exists()


@pytest.mark.parametrize("role", ["contributor", "reviewer", "custodian", "administrator"])
def test_only_curators_see_partners(people: People, role: str) -> None:
    testimony = make_testimony(people, "published")
    hand_out("Zaunkönig", testimony)
    withdraw(testimony=testimony, actor=people.cho)
    browser = sign_in(Client(), people.by_role[role])
    for address in (
        "partner/",
        "handedout/",
        "partnernotice/",
        f"testimony/{testimony.pk}/change/",
        "testimony/queue/",
    ):
        assert "Zaunkönig" not in browser.get(f"/staff/desk/{address}").content.decode(), address
