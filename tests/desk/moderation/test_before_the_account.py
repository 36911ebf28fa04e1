"""Whoever answers for a contributor has a hand in what is attached to them afterwards, too."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from testimonies.desk import models
from testimonies.desk.intake.write import write
from testimonies.desk.models import Consent, Contributor, Decision, HouseRules
from testimonies.desk.moderation.approve import approve
from testimonies.desk.moderation.edit import edit
from testimonies.desk.moderation.enter_consent import enter_consent
from testimonies.desk.moderation.override import override
from testimonies.desk.moderation.refusals import Unmet
from testimonies.exchange.jsonl import Line
from tests.days import day
from tests.desk.admin.test_consents import GIVEN
from tests.people import (
    EVERY_CHECK,
    People,
    advance,
    change_words,
    hand_in,
    make_consent,
    make_contributor,
    make_draft,
    make_person,
    make_record,
    make_testimony,
    sign_in,
)


@pytest.fixture
def both(people: People) -> User:
    """Somebody with every role that has to do with accounts."""
    return make_person("both", "curator", "reviewer", "custodian")


def post(person: User, page: str, *key: int, **sent: object) -> None:
    """One of the desk's forms, with a column in it that no form may set."""
    address = reverse(f"admin:desk_{page}", args=key)
    forged = {"entered_by": make_person(f"other-{page}-{person}").pk, "renamed_by": ""}
    assert sign_in(Client(), person).post(address, {**sent, **forged}).status_code == 302


def enter(person: User) -> Contributor:
    """Somebody entered by `person`, whose consent cho entered."""
    post(person, "contributor_add", pseudonym="Zed")
    contributor = Contributor.objects.get(pseudonym="Zed")
    make_consent(contributor, answers={"public_text": "yes"}, entered_by=User.objects.get(username="cho"))
    return contributor


def answer_for(person: User) -> Contributor:
    """Somebody whose consent `person` entered."""
    contributor = make_contributor(answers={})
    consent(person, contributor)
    return contributor


def consent(person: User, contributor: Contributor) -> None:
    post(person, "consent_add", contributor=contributor.pk, basis="direct", given_on=day().isoformat(), **GIVEN)


def rename(person: User) -> Contributor:
    """Somebody to whom `person` gave another pseudonym."""
    contributor = make_contributor("Min")
    post(person, "contributor_change", contributor.pk, pseudonym="Zed")
    return Contributor.objects.get(pk=contributor.pk)


def bring(person: User) -> Contributor:
    """Somebody whose account `person` imported."""
    assert write([Line(1, make_record())], entered_by=person).problems == []
    return models.Testimony.objects.get().contributor


ACTS = [enter, answer_for, rename, bring]


def may_not_approve(testimony: models.Testimony, person: User) -> None:
    with pytest.raises(Unmet, match="You had a hand in this text"):
        approve(testimony=testimony, actor=person, checklist=EVERY_CHECK)


def moved(people: People, contributor: Contributor) -> models.Testimony:
    """An account that was somebody else's at first."""
    testimony = make_draft(people.ari)
    rows = models.Testimony.objects.filter(pk=testimony.pk)
    edit(testimony=testimony, actor=people.ari, store=lambda: rows.update(contributor=contributor))
    testimony.refresh_from_db()
    return testimony


def attached(people: People, contributor: Contributor) -> models.Testimony:
    return make_draft(people.ari, contributor=contributor)


@pytest.mark.parametrize("attach", [attached, moved])
@pytest.mark.parametrize("act", ACTS)
def test_who_answers_for_a_contributor_does_not_approve(
    people: People,
    both: User,
    act: Callable[[User], Contributor],
    attach: Callable[[People, Contributor], models.Testimony],
) -> None:
    testimony = attach(people, act(both))
    hand_in(testimony, people.ari)
    may_not_approve(testimony, both)
    queue = sign_in(Client(), both).get(reverse("admin:desk_testimony_queue"))
    assert "You had a hand in this text." in queue.content.decode()
    assert advance(testimony, people, "published").public_version == 1, "somebody else approves it"


@pytest.mark.parametrize("act", ACTS)
def test_who_answers_for_a_contributor_does_not_override(
    people: People, both: User, act: Callable[[User], Contributor]
) -> None:
    testimony = attached(people, act(both))
    hand_in(testimony, people.ari)
    HouseRules.objects.update(k=3)
    with pytest.raises(Unmet, match="You had a hand in this text"):
        override(testimony=testimony, actor=both, reason="Its facts are known.")
    override(testimony=testimony, actor=people.kim, reason="Its facts are known.")


def test_what_somebody_else_approved_is_no_hand_in_the_next_version(people: People, both: User) -> None:
    """Two people are enough for a house: one who entered an account must be able to approve what the other mends."""
    testimony = advance(attached(people, answer_for(both)), people, "published")
    change_words(testimony, people.cho, title="Another title")
    approve(testimony=testimony, actor=both, checklist=EVERY_CHECK)


def test_a_consent_for_the_first_account_is_a_hand_in_the_second(people: People, both: User) -> None:
    contributor = make_testimony(people, contributor=make_contributor(answers={})).contributor
    consent(both, contributor)
    second = attached(people, contributor)
    hand_in(second, people.ari)
    may_not_approve(second, both)


def test_who_entered_an_older_consent_or_pseudonym_may_approve(people: People, both: User) -> None:
    """What somebody else has entered since is what becomes public."""
    contributor = rename(both)
    consent(both, contributor)
    consent(people.cho, contributor)
    post(people.cho, "contributor_change", contributor.pk, pseudonym="Zaun")
    testimony = attached(people, Contributor.objects.get(pk=contributor.pk))
    hand_in(testimony, people.ari)
    queue = sign_in(Client(), both).get(reverse("admin:desk_testimony_queue"))
    assert "You had a hand in this text." not in queue.content.decode()
    approve(testimony=testimony, actor=both, checklist=EVERY_CHECK)


def test_of_a_consent_that_names_nobody_the_log_is_asked(people: People, both: User) -> None:
    """Those from before a consent said who entered it."""
    contributor = make_testimony(people).contributor
    enter_consent(consent=make_consent(contributor, answers={"public_text": "yes"}), actor=both)
    second = attached(people, Contributor.objects.get(pk=contributor.pk))
    hand_in(second, people.ari)
    may_not_approve(second, both)


def test_a_consent_before_any_account_is_a_decision(people: People, both: User) -> None:
    contributor = answer_for(both)
    entered = Consent.objects.latest("pk")
    last = Decision.objects.latest("pk")
    assert (last.verb, last.actor, last.testimony) == ("enter_consent", both, None)
    assert last.facts == {"consent": entered.pk}
    assert (entered.contributor, entered.entered_by) == (contributor, both)
