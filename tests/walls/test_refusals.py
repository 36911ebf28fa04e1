"""Who tries what they may not is seen: one row in the log, no word of theirs in it, and never a flood of them."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from testimonies.desk import models
from testimonies.desk.admin.verbs import BUTTONS
from testimonies.desk.models import Decision
from testimonies.desk.moderation import note_refused
from testimonies.desk.moderation.refusals import WrongState
from testimonies.desk.moderation.withdraw import withdraw
from testimonies.vocabulary import DecisionVerb
from tests.desk.chain.test_chain import said
from tests.people import EVERY_CHECK, People, make_draft, make_testimony, sign_in
from tests.walls.deny import MARK, client, person, refusals


def press(browser: Client, testimony: models.Testimony, verb: DecisionVerb) -> int:
    address = reverse(f"admin:desk_testimony_{verb.value}", args=[testimony.pk])
    return browser.post(address, {"check": EVERY_CHECK, "shown": "x", "reason": MARK}).status_code


def test_an_insider_who_tries_every_button_is_seen(people: People) -> None:
    testimony = make_testimony(people, "submitted")
    browser = client(people, "custodian")
    answers = {verb: press(browser, testimony, verb) for verb in BUTTONS}
    refused = [verb.value for verb, answer in answers.items() if answer in {403, 409}]
    assert len(refused) > 4
    assert [verb for who, verb, _ in refusals() if who == "kim"] == refused
    history = sign_in(Client(), people.rok).get(reverse("admin:desk_testimony_history", args=[testimony.pk]))
    assert history.content.decode().count("Refused: ") == len(refused)
    assert MARK not in str(list(Decision.objects.values()))
    assert said() == []


def test_an_account_that_one_may_not_see_answers_as_if_there_were_none(people: People) -> None:
    testimony = make_testimony(people, "submitted")
    browser = client(people, "author of another")
    assert press(browser, testimony, DecisionVerb.WITHDRAW) == 404
    assert refusals() == [("ora", "withdraw", "unseen")]
    address = reverse("admin:desk_testimony_withdraw", args=[testimony.pk + 99])
    assert browser.post(address).status_code == 404
    assert len(refusals()) == 1


def test_who_had_a_hand_in_it_and_tries_to_approve_is_seen(people: People) -> None:
    people.cho.groups.add(*people.rok.groups.all())
    testimony = make_testimony(people.with_author(people.cho), "submitted")
    assert press(sign_in(Client(), people.cho), testimony, DecisionVerb.APPROVE) == 422
    assert refusals() == [("cho", "approve", "four-eyes")]


def test_what_is_merely_unfinished_or_only_read_is_no_refusal(people: People) -> None:
    testimony = make_testimony(people, "submitted")
    browser = sign_in(Client(), people.rok)
    address = reverse("admin:desk_testimony_approve", args=[testimony.pk])
    assert browser.post(address, {}).status_code == 422
    assert sign_in(Client(), people.ari).get(address).status_code == 200
    assert refusals() == []


def test_the_same_act_is_noted_once_and_a_person_so_many_times(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    testimony = make_testimony(people, "submitted")
    browser = client(people, "custodian")
    for _ in range(3):
        assert press(browser, testimony, DecisionVerb.PUBLISH) == 403
    assert len(refusals()) == 1
    monkeypatch.setattr(note_refused, "_AT_MOST", 3)
    for _ in range(4):
        press(browser, make_draft(people.ari), DecisionVerb.PUBLISH)
    assert len(refusals()) == 3
    # Somebody else's tries are noted all the same.
    press(sign_in(Client(), person(people, "reviewer")), make_testimony(people, "draft"), DecisionVerb.PUBLISH)
    assert len(refusals()) == 4


def test_a_refusal_changes_neither_the_state_nor_who_changed_it_last(people: People) -> None:
    testimony = make_testimony(people, "submitted")
    press(client(people, "custodian"), testimony, DecisionVerb.PUBLISH)
    withdraw(testimony=testimony, actor=people.cho)
    press(sign_in(Client(), people.kim), testimony, DecisionVerb.WITHDRAW)
    with pytest.raises(WrongState) as refused:
        withdraw(testimony=testimony, actor=people.rok)
    assert refused.value.changed_by == "cho"
    assert said() == []
