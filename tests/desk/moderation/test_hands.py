"""Whoever enters a consent, or changes a pseudonym, has a hand in every account of that contributor."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from testimonies.desk import models
from testimonies.desk.models import Consent, Contributor, Publication
from testimonies.desk.moderation.approve import approve
from testimonies.desk.moderation.enter_consent import enter_consent
from testimonies.desk.moderation.publish import publish
from testimonies.desk.moderation.refusals import NotPermitted, Refusal, Unmet
from tests.days import day
from tests.people import (
    EVERY_CHECK,
    People,
    advance,
    change_words,
    make_consent,
    make_contributor,
    make_person,
    make_testimony,
    sign_in,
)

Act = Callable[[models.Testimony, User], None]


@pytest.fixture
def both(people: People) -> User:
    """Somebody who may enter consents, and approve."""
    return make_person("both", "curator", "reviewer")


def widen(testimony: models.Testimony, actor: User) -> None:
    """By the desk's form: translations and photographs too."""
    sent = {"contributor": testimony.contributor_id, "basis": "direct", "given_on": day().isoformat()}
    sent |= {"form": "recorded", "language": "ko", "explained": ["risks", "withdrawal"]}
    sent |= dict.fromkeys(("public_text", "translation", "photos"), "yes")
    answer = sign_in(Client(), actor).post(reverse("admin:desk_consent_add"), {**sent, "recontact": "unknown"})
    assert (answer.status_code, Consent.objects.filter(contributor=testimony.contributor).count()) == (302, 2)
    testimony.refresh_from_db()


def rename(testimony: models.Testimony, actor: User, pseudonym: str = "Zaun") -> None:
    address = reverse("admin:desk_contributor_change", args=[testimony.contributor_id])
    assert sign_in(Client(), actor).post(address, {"pseudonym": pseudonym}).status_code == 302
    testimony.refresh_from_db()


@pytest.mark.parametrize("act", [widen, rename])
def test_nobody_says_what_may_be_public_and_approves_it(people: People, both: User, act: Act) -> None:
    testimony = make_testimony(people, "submitted")
    act(testimony, both)
    with pytest.raises(Unmet, match="You had a hand in this text"):
        approve(testimony=testimony, actor=both, checklist=EVERY_CHECK)
    advance(testimony, people, "published")
    assert Publication.objects.get().submitted_by == both


@pytest.mark.parametrize("act", [widen, rename])
def test_what_was_approved_goes_back_to_review(people: People, both: User, act: Act) -> None:
    testimony = make_testimony(people, "approved")
    act(testimony, both)
    assert testimony.status == "submitted"
    with pytest.raises(Refusal):
        publish(testimony=testimony, actor=people.cho)


def test_a_consent_of_a_public_account_is_a_hand_in_its_next_version(people: People, both: User) -> None:
    testimony = make_testimony(people, "published")
    widen(testimony, both)
    assert testimony.status == "published"
    last = testimony.decisions.last()
    assert last
    newest = Consent.objects.latest("pk")
    assert (last.verb, last.actor, last.facts) == ("enter_consent", both, {"consent": newest.pk})
    change_words(testimony, people.cho, title="Another title")
    with pytest.raises(Unmet, match="You had a hand in this text"):
        approve(testimony=testimony, actor=both, checklist=EVERY_CHECK)


def test_a_new_pseudonym_is_public_after_two_people(people: People, both: User) -> None:
    contributor = make_contributor("Min")
    public, draft = (make_testimony(people, status, contributor=contributor) for status in ("published", "draft"))
    gone = make_testimony(people, "withdrawn", contributor=contributor)
    counts = [row.decisions.count() for row in (public, draft, gone)]
    rename(public, both)
    assert [row.decisions.count() for row in (public, draft, gone)] == [counts[0] + 1, counts[1] + 1, counts[2]]
    assert (public.status, public.public_version) == ("submitted", 1)
    assert Publication.objects.get(testimony=public).content["pseudonym"] == "Min"
    advance(public, people, "published")
    assert Publication.objects.get(testimony=public, version=2).content["pseudonym"] == "Zaun"
    rename(public, both)
    assert public.status == "published", "nothing was changed"


def test_whoever_writes_meanwhile_loses_nothing_by_a_consent(people: People) -> None:
    testimony = make_testimony(people, "draft")
    browser, address = sign_in(Client(), people.ari), reverse("admin:desk_testimony_change", args=[testimony.pk])
    before = browser.get(address).context["seen"]
    widen(testimony, people.cho)
    assert browser.get(address).context["seen"] == before


def test_nobody_enters_a_consent_for_accounts_they_cannot_see(people: People) -> None:
    testimony, other = make_testimony(people, "draft"), make_person("ora", "contributor")
    consent = make_consent(testimony.contributor, answers={"public_text": "no"})
    for person in (other, people.rok, people.kim, people.adm, people.nobody):
        with pytest.raises(NotPermitted):
            enter_consent(consent=consent, actor=person)
    alone = Contributor.objects.create(pseudonym="New")
    assert [row.testimony for row in enter_consent(consent=make_consent(alone, answers={}), actor=other)] == [None]
