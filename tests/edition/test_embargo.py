"""Before its day, an account under an embargo is in no help, no tombstone and no feed."""

from __future__ import annotations

from django.core.management import call_command
from django.test import Client

from testimonies.desk import models
from testimonies.desk.models import FeedEntry
from testimonies.desk.moderation.feed import write_feed
from testimonies.desk.moderation.lapse import LapseReason, lapse
from testimonies.desk.moderation.publish import publish
from testimonies.desk.moderation.withdraw import withdraw
from testimonies.edition.models import Withdrawal
from testimonies.edition.publish import bring_up_to_date
from tests.days import day, later
from tests.desk.conftest import people
from tests.people import People, advance, change_words, make_consent, make_testimony
from tests.real_stores import Stores, stores

__all__ = ["people", "stores"]
YES = {"public_text": "yes", "quote": "yes"}
WORD = "zinnoberrot"


def page(testimony: models.Testimony, version: str = "") -> tuple[int, str]:
    answer = Client().get(f"/testimonies/{testimony.code}/{version}")
    return answer.status_code, answer.content.decode()


def told() -> list[tuple[int | None, str, str]]:
    return [(entry.version, entry.act, entry.on.isoformat()) for entry in FeedEntry.objects.all()]


def lapsed_and_back(people: People, *, days: int) -> models.Testimony:
    """An account that lapsed, and was published anew for a day that has not come."""
    testimony = make_testimony(people, "published")
    lapse(testimony=testimony, reason=LapseReason.REVIEW_PASSED)
    with later(3):
        make_consent(testimony.contributor, answers=YES, embargo_until=day(days))
        return advance(testimony, people, "published")


def test_a_word_of_accounts_whose_day_has_not_come_helps_nobody(people: People) -> None:
    body = f"A paragraph about {WORD} and the way home.\n\nThe second speaks of {WORD} too."
    for _ in range(3):
        make_testimony(people, "published", body=body, public_from=day(5))
    bring_up_to_date()
    helps = (f"/search/suggest/?q={WORD[:5]}", f"/search/?q={WORD[:-1]}x")
    assert [WORD in Client().get(address).content.decode() for address in helps] == [False, False]
    with later(5):
        bring_up_to_date()
        assert [WORD in Client().get(address).content.decode() for address in helps] == [True, True]


def test_no_tombstone_tells_the_day_of_what_is_to_come(people: People) -> None:
    testimony = make_testimony(people, "published")
    change_words(testimony, people.cho, title="Mended")
    make_consent(testimony.contributor, answers=YES, embargo_until=day(9))
    advance(testimony, people, "approved")
    publish(testimony=testimony, actor=people.cho, safety=True)
    assert Withdrawal.objects.get(version=1).on == day()
    assert told() == [(None, "withdrawn", day().isoformat())], "nor that there is something to come"
    assert day(9).isoformat() not in Client().get("/feeds/withdrawals.json").content.decode()


def test_whoever_comes_back_for_a_later_day_stays_away_until_then(people: People) -> None:
    testimony = lapsed_and_back(people, days=9)
    away = [(None, "withdrawn", day().isoformat())]
    with later(8):
        for command in ({}, {"rebuild": True}):
            call_command("sync_edition", **command)
            call_command("verify_edition")
            status, words = page(testimony)
            assert (status, "has been withdrawn" in words) == (410, True)
            assert [page(testimony, version)[0] for version in ("v1/", "v2/")] == [410, 410]
            assert told() == away
    with later(12):
        assert page(testimony)[0] == 200, "no job ran in between"
        assert "has been replaced" in page(testimony, "v1/")[1]
        write_feed()
        assert [(version, act) for version, act, _on in told()] == [
            *[(None, "withdrawn")],
            (1, "replaced"),
            (None, "returned"),
        ]
        call_command("sync_edition")
        call_command("verify_edition")


def test_whoever_leaves_before_their_day_was_away_all_the_time(people: People, stores: Stores) -> None:
    testimony = lapsed_and_back(people, days=9)
    bring_up_to_date()
    before = page(testimony)
    with later(4):
        withdraw(testimony=testimony, actor=people.cho)
        assert page(testimony) == before
        assert told() == [(None, "withdrawn", day(-4).isoformat())]
        call_command("sync_edition")
        call_command("verify_edition")


def test_whoever_came_back_and_leaves_again_has_a_new_day(people: People) -> None:
    testimony = lapsed_and_back(people, days=9)
    with later(20):
        write_feed()
        withdraw(testimony=testimony, actor=people.cho)
        assert page(testimony)[0] == 410
        assert Withdrawal.objects.get(version=None).on == day()
        assert told()[-1] == (None, "withdrawn", day().isoformat())
        call_command("sync_edition")
        call_command("verify_edition")


def test_a_version_that_needs_no_day_brings_it_back_at_once(people: People) -> None:
    testimony = lapsed_and_back(people, days=9)
    with later(5):
        make_consent(testimony.contributor, answers=YES)
        change_words(testimony, people.cho, title="Now")
        advance(testimony, people, "published")
        assert page(testimony)[0] == 200
        assert told()[-1][:2] == (None, "returned")
