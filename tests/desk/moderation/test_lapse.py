"""A consent or review that has passed takes the account out, by the clock, and a new one brings it back."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from testimonies.desk import models
from testimonies.desk.chain.verify import findings
from testimonies.desk.models import ConsentAnswer, Owed
from testimonies.desk.moderation.lapse import lapse_what_is_due
from testimonies.desk.moderation.publish import publish
from testimonies.desk.moderation.refusals import NotPermitted, Unmet
from testimonies.desk.moderation.review import review
from testimonies.desk.moderation.settle import settle
from testimonies.desk.moderation.withdraw import withdraw
from testimonies.edition.models import PublishedTestimony, Withdrawal
from tests.days import day, later
from tests.desk.moderation.failing import edition_failing_on
from tests.people import People, advance, change_words, make_consent, make_contributor, make_testimony, sign_in
from tests.real_stores import close_the_gate

YES = {"public_text": "yes", "quote": "yes", "translation": "yes"}


def public_under(people: People, **dates: Any) -> models.Testimony:
    contributor = models.Contributor.objects.create(pseudonym="Min")
    make_consent(contributor, answers=YES, **dates)
    return make_testimony(people, "published", contributor=contributor, languages=("en", "ko"))


def address(testimony: models.Testimony, version: str = "") -> int:
    return Client().get(f"/testimonies/{testimony.code}/{version}").status_code


@pytest.mark.parametrize("name", ["expires_on", "review_on"])
def test_the_last_day_is_the_last(people: People, name: str) -> None:
    testimony = public_under(people, **{name: day(10)})
    with later(10):
        call_command("sync_edition")
        assert address(testimony) == 200
    with later(11):
        call_command("sync_edition")
        assert address(testimony) == 410
        call_command("verify_edition")
    testimony.refresh_from_db()
    assert (testimony.status, testimony.public_version) == ("lapsed", None)
    last = testimony.decisions.last()
    assert last
    assert (last.verb, last.reason, last.actor.is_active) == ("lapse", "consent-ended", False)
    close_the_gate()
    assert list(findings()) == [], "the clock's decisions are chained and signed like a person's"


def test_what_lapsed_stands_in_no_file(people: People) -> None:
    testimony = public_under(people, expires_on=day(1))
    with later(2):
        call_command("sync_edition")
    assert not PublishedTestimony.objects.exists()
    assert "code" not in str(list(Withdrawal.objects.values("reason")))
    assert Withdrawal.objects.get().reason == "withdrawn", "the tombstone does not tell a lapse from a withdrawal"
    assert "lapse" not in Client().get(f"/testimonies/{testimony.code}/").content.decode().lower()


def test_a_year_without_a_review_is_the_end(people: People) -> None:
    testimony = public_under(people)
    with later(365):
        assert lapse_what_is_due() == 0
    with later(366):
        assert lapse_what_is_due() == 1
    assert testimony.decisions.get(verb="lapse").reason == "review-passed"


def test_a_review_gives_another_year_and_never_more_than_the_consent(people: People) -> None:
    testimony = public_under(people, expires_on=day(500))
    with later(300):
        review(testimony=testimony, actor=people.rok)
        testimony.refresh_from_db()
    assert testimony.review_on == day(500)
    with later(366):
        assert lapse_what_is_due() == 0


@pytest.mark.parametrize("scope", YES)
@pytest.mark.parametrize("answer", ["no", "ask", None])
def test_a_newer_consent_that_takes_something_back(people: People, scope: str, answer: str | None) -> None:
    testimony = public_under(people)
    given = {name: said for name, said in {**YES, scope: answer}.items() if said}
    make_consent(testimony.contributor, answers=given)
    assert lapse_what_is_due() == 1
    assert address(testimony) == 410
    assert testimony.decisions.get(verb="lapse").reason == "consent-narrowed"


def test_a_newer_consent_that_allows_the_same_changes_nothing(people: People) -> None:
    testimony = public_under(people)
    make_consent(testimony.contributor, answers={**YES, "press": "no"})
    assert lapse_what_is_due() == 0
    assert address(testimony) == 200


def test_a_no_entered_at_the_desk_is_heard_at_once(people: People) -> None:
    testimony = public_under(people)
    browser = Client()
    sign_in(browser, people.cho)
    sent = {"contributor": testimony.contributor_id, "basis": "direct", "given_on": day().isoformat()}
    answer = browser.post(reverse("admin:desk_consent_add"), {**sent, "public_text": "no", "recontact": "unknown"})
    assert answer.status_code == 302
    assert address(testimony) == 410


def test_what_cannot_be_checked_goes_out(people: People) -> None:
    """An answer to a question nobody knows: the check itself breaks."""
    testimony = public_under(people)
    consent = make_consent(testimony.contributor, answers=YES)
    ConsentAnswer.objects.create(consent=consent, scope="telepathy", answer="yes")
    assert lapse_what_is_due() == 1
    assert testimony.decisions.get(verb="lapse").reason == "check-failed"


def test_a_new_consent_brings_it_back_as_a_new_version(people: People) -> None:
    testimony = public_under(people, expires_on=day(1))
    with later(2):
        lapse_what_is_due()
        make_consent(testimony.contributor, answers={"public_text": "yes"})
        advance(testimony, people, "published")
        assert testimony.public_version == 2
        assert [address(testimony, version) for version in ("", "v1/", "v2/")] == [200, 410, 200]
        call_command("sync_edition")
        call_command("verify_edition")
        call_command("sync_edition", rebuild=True)
        call_command("verify_edition")
        assert [address(testimony, version) for version in ("", "v1/", "v2/")] == [200, 410, 200]


def test_after_a_lapse_two_people_sign_again(people: People) -> None:
    testimony = make_testimony(people, "lapsed")
    with pytest.raises(Exception, match="Lapsed"):
        publish(testimony=testimony, actor=people.cho)
    advance(testimony, people, "published")
    hands = [decision.actor for decision in testimony.decisions.order_by("pk")][-3:]
    assert hands == [people.ari, people.rok, people.cho]


def test_a_lapse_and_a_return_that_could_not_be_paid_are_paid_in_order(people: People) -> None:
    testimony = public_under(people)
    make_consent(testimony.contributor, answers={"public_text": "yes"})
    with edition_failing_on():
        lapse_what_is_due()
        advance(testimony, people, "published")
    with edition_failing_on("TombstoneReason.WITHDRAWN"):
        assert settle() == 2
    assert PublishedTestimony.objects.get().version == 1, "nothing came in before what must go out had gone"
    assert settle() == 0
    assert PublishedTestimony.objects.get().version == 2
    call_command("sync_edition")
    call_command("verify_edition")


def test_what_lapsed_before_it_was_paid_never_comes_in(people: People) -> None:
    with edition_failing_on():
        testimony = public_under(people, expires_on=day(1))
        with later(2):
            lapse_what_is_due()
    settle()
    Owed.objects.filter(publication__isnull=False).update(paid_at=None)
    settle()
    assert not PublishedTestimony.objects.exists()
    assert address(testimony) == 410


def test_withdrawn_is_for_good_also_after_a_lapse(people: People) -> None:
    testimony = make_testimony(people, "lapsed")
    withdraw(testimony=testimony, actor=people.cho)
    make_consent(testimony.contributor, answers=YES)
    call_command("sync_edition", rebuild=True)
    assert address(testimony) == 410
    call_command("verify_edition")


def test_an_earlier_version_that_shows_more_than_is_allowed_goes_when_the_new_one_comes(people: People) -> None:
    testimony = public_under(people)
    make_consent(testimony.contributor, answers={"public_text": "yes", "quote": "yes"})
    change_words(testimony, people.cho, title="Without the translation")
    advance(testimony, people, "published")
    assert [address(testimony, version) for version in ("", "v1/", "v2/")] == [200, 410, 200]
    call_command("sync_edition", rebuild=True)
    call_command("verify_edition")
    assert address(testimony, "v1/") == 410


def test_nobody_but_a_reviewer_reviews(people: People) -> None:
    testimony = public_under(people)
    for person in (people.ari, people.cho, people.kim, people.adm, people.nobody):
        with pytest.raises(NotPermitted):
            review(testimony=testimony, actor=person)
    make_consent(testimony.contributor, answers={})
    with pytest.raises(Unmet, match="approved again"):
        review(testimony=testimony, actor=people.rok)


def test_the_desk_is_told_thirty_days_before(people: People) -> None:
    soon, far = public_under(people, expires_on=day(30)), public_under(people, expires_on=day(31))
    browser = Client()
    sign_in(browser, people.rok)
    page = browser.get(reverse("admin:desk_testimony_queue")).content.decode()
    assert soon.code in page
    assert day(30).isoformat() in page
    assert far.code not in page


def test_synthetic_accounts_have_a_consent_too(people: People) -> None:
    contributor = make_contributor(basis="synthetic", answers=YES)
    testimony = make_testimony(people, "published", contributor=contributor, synthetic=True)
    assert lapse_what_is_due() == 0
    assert address(testimony) == 200
