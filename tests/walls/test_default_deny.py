"""Without a reason, no: every verb by every kind of person in every state, through the verbs and through the desk.

The tables are read from the code, so that a new verb, role, or state is tried without a change here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from testimonies.desk import models
from testimonies.desk.admin.verbs import BUTTONS
from testimonies.desk.moderation.approve import approve
from testimonies.desk.moderation.edit import edit
from testimonies.desk.moderation.enter_consent import enter_consent
from testimonies.desk.moderation.erase import erase
from testimonies.desk.moderation.export_sealed import export_sealed
from testimonies.desk.moderation.issue_receipt import issue_receipt
from testimonies.desk.moderation.open_original import open_original
from testimonies.desk.moderation.override import override
from testimonies.desk.moderation.publish import publish
from testimonies.desk.moderation.refusals import NotPermitted, Refusal, WrongState
from testimonies.desk.moderation.return_to_author import return_to_author
from testimonies.desk.moderation.review import review
from testimonies.desk.moderation.show_again import show_again
from testimonies.desk.moderation.submit import submit
from testimonies.desk.moderation.transitions import (
    AT_THE_SERVER,
    BY_INVITATION,
    BY_THE_CLOCK,
    NOTED,
    PERMISSION,
    TABLE,
    leads_on,
)
from testimonies.desk.moderation.withdraw import withdraw
from testimonies.vocabulary import DecisionVerb, Status
from tests.people import EVERY_CHECK
from tests.pictures import bare_photo
from tests.shelf import Shelf
from tests.walls.deny import (
    EVERYBODY,
    MARK,
    STANDS,
    account,
    change_form,
    client,
    everything,
    permitted,
    person,
    refusals,
    sees,
)

# Entering is the one verb that starts from no state; `test_who_enters_an_account` is about it.
# Changing the key and restoring are about the archive as a whole; `tests/desk/signin` is about accounts of staff, and
# `test_lock_down` about the whole desk.
OF_STAFF = {
    *(DecisionVerb.INVITE, DecisionVerb.CONFIRM, DecisionVerb.ACCEPT, DecisionVerb.SET_ROLES, DecisionVerb.CLOSE),
    DecisionVerb.OPEN_AGAIN,
    *AT_THE_SERVER,
}
# `test_risk` and `test_known_outside` are about what the gate counts with, `test_open_words` about the vocabulary.
OF_THE_HOUSE = {
    *(DecisionVerb.SET_RULES, DecisionVerb.ENTER_OUTSIDE, DecisionVerb.CONFIRM_OUTSIDE),
    *(DecisionVerb.ENTER_OPEN_WORDS, DecisionVerb.CONFIRM_OPEN_WORDS),
}
STATELESS = {DecisionVerb.ACCESSION, DecisionVerb.ROTATE_SEAL, DecisionVerb.RESTORE, *OF_STAFF, *OF_THE_HOUSE}
# What the clock does has no actor; `test_lapse` is about it.
VERBS = [verb for verb in DecisionVerb if verb not in STATELESS | BY_THE_CLOCK | NOTED]


def is_possible(verb: DecisionVerb, status: Status, *, revised: bool) -> bool:
    return leads_on(verb, status, is_public=revised or status == Status.PUBLISHED)


def consent_of(testimony: models.Testimony) -> models.Consent:
    consent = testimony.contributor.consent
    assert consent
    return consent


def call(verb: DecisionVerb, testimony: models.Testimony, actor: User) -> object:
    calls: dict[DecisionVerb, Callable[[], object]] = {
        DecisionVerb.EDIT: lambda: edit(testimony=testimony, actor=actor, store=lambda: None),
        DecisionVerb.ENTER_CONSENT: lambda: enter_consent(consent=consent_of(testimony), actor=actor),
        DecisionVerb.SUBMIT: lambda: submit(testimony=testimony, actor=actor),
        DecisionVerb.RETURN: lambda: return_to_author(testimony=testimony, actor=actor, reason="Look again."),
        DecisionVerb.APPROVE: lambda: approve(testimony=testimony, actor=actor, checklist=EVERY_CHECK),
        DecisionVerb.PUBLISH: lambda: publish(testimony=testimony, actor=actor),
        DecisionVerb.WITHDRAW: lambda: withdraw(testimony=testimony, actor=actor),
        DecisionVerb.OVERRIDE: lambda: override(testimony=testimony, actor=actor, reason="Its facts are known."),
        DecisionVerb.REVIEW: lambda: review(testimony=testimony, actor=actor),
        DecisionVerb.ERASE: lambda: erase(testimony=testimony, actor=actor),
        DecisionVerb.EXPORT_SEALED: lambda: export_sealed(testimony=testimony, actor=actor),
        DecisionVerb.ISSUE_RECEIPT: lambda: issue_receipt(testimony=testimony, actor=actor),
        DecisionVerb.SHOW_AGAIN: lambda: show_again(testimony=testimony, actor=actor),
        DecisionVerb.OPEN_ORIGINAL: lambda: open_original(photo=testimony.photos.all()[0], actor=actor),
    }
    assert verb in calls, f"the verb {verb} is new: say here how it is called"
    return calls[verb]()


def test_every_verb_has_a_permission_and_every_state_an_answer() -> None:
    assert set(PERMISSION) == set(DecisionVerb) - BY_THE_CLOCK - BY_INVITATION - AT_THE_SERVER - NOTED
    assert {verb for verb, _ in TABLE} == {*VERBS, *BY_THE_CLOCK}
    # A receipt code has a page of its own, which shows it; `test_receipts` is about that one.
    elsewhere = {DecisionVerb.EDIT, DecisionVerb.EXPORT_SEALED, DecisionVerb.ISSUE_RECEIPT, DecisionVerb.OPEN_ORIGINAL}
    # A consent has a form of its own; `test_hands` is about what it leaves.
    elsewhere |= {DecisionVerb.ENTER_CONSENT}
    assert set(BUTTONS) == set(VERBS) - elsewhere


def with_something_to_read(verb: DecisionVerb, testimony: models.Testimony) -> None:
    """What a verb that only reads needs, put there before anybody tries it."""
    if verb == DecisionVerb.EXPORT_SEALED:
        testimony.sealed.create(field="contact", key="0" * 16, ciphertext=b"closed")
    if verb == DecisionVerb.OPEN_ORIGINAL:
        bare_photo(testimony)


def hold_back(is_risky: bool) -> None:
    """Only what the gate holds back can be overridden, and nothing of that can be approved."""
    models.HouseRules.objects.update(k=50 if is_risky else 1)


def asked(verb: DecisionVerb, testimony: models.Testimony, actor: User) -> str:
    """What a verb says to `actor`: "done", or the name of the refusal."""
    try:
        call(verb, models.Testimony.objects.get(pk=testimony.pk), actor)
    except Refusal as refusal:
        return type(refusal).__name__
    return "done"


def expected_of_the_verb(verb: DecisionVerb, status: Status, who: str, *, revised: bool) -> str:
    if not permitted(verb, who):
        return NotPermitted.__name__
    return "done" if is_possible(verb, status, revised=revised) else WrongState.__name__


# Whether somebody may come to the desk at all is the desk's question, so "not staff" is tried there alone.
@pytest.mark.parametrize(("status", "revised"), STANDS)
@pytest.mark.parametrize("who", [who for who in EVERYBODY if who != "not staff"])
def test_verbs(shelf: Shelf, who: str, status: Status, revised: bool) -> None:
    """The table through the verbs themselves, which the admin is not the only one to call."""

    def begin() -> tuple[models.Testimony, User]:
        people, testimony = account(shelf, status, revised=revised)
        anonymous = User(username="anonymous", is_active=False)
        return testimony, anonymous if who == "anonymous" else person(people, who)

    testimony, actor = begin()
    for verb in VERBS:
        hold_back(verb == DecisionVerb.OVERRIDE)
        with_something_to_read(verb, testimony)
        before = everything()
        pair = f"{who} tried {verb} on {status}"
        expected = expected_of_the_verb(verb, status, who, revised=revised)
        assert asked(verb, testimony, actor) == expected, pair
        testimony.refresh_from_db()
        if expected == "done":
            assert testimony.status == TABLE[verb, status], pair
            testimony, actor = begin()
        else:
            assert everything() == before, f"{pair}, was refused, and something changed all the same"


def expected_page(who: str) -> int:
    """What reading a verb's page is answered with."""
    if who in {"anonymous", "not staff", "inactive"}:
        return 302
    return 200 if sees(who) else 404


# What the log says of an act, by how it was answered.
WHY = {403: "not-permitted", 404: "unseen", 409: "wrong-state"}


def expected_answer(verb: DecisionVerb, status: Status, who: str, *, revised: bool) -> int:
    """What pressing its button is answered with."""
    if expected_page(who) != 200:
        return expected_page(who)
    if not permitted(verb, who):
        return 403
    return 302 if is_possible(verb, status, revised=revised) else 409


def sent_by(page: str) -> dict[str, Any]:
    """What a confirmation page would send, with every box ticked, and a reason in case one is asked for."""
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page)
    ticked = re.findall(r'<input type="checkbox" id="[\w-]+" name="check" value="([^"]*)" required>', page)
    return {**dict(hidden), "check": ticked, "reason": "Look again."}


@pytest.mark.parametrize(("status", "revised"), STANDS)
@pytest.mark.parametrize("who", EVERYBODY)
def test_verbs_by_their_addresses(shelf: Shelf, who: str, status: Status, revised: bool) -> None:
    def begin() -> tuple[models.Testimony, Client, list[tuple[str, str]]]:
        people, testimony = account(shelf, status, revised=revised)
        return testimony, client(people, who), []

    testimony, browser, noted = begin()
    for verb in BUTTONS:
        address = reverse(f"admin:desk_testimony_{verb.value}", args=[testimony.pk])
        hold_back(verb == DecisionVerb.OVERRIDE)
        before = everything()
        pair = f"{who} tried {verb} on {status}"
        page = browser.get(address)
        assert page.status_code == expected_page(who), pair
        assert everything() == before, f"{pair}: reading the page changed something"
        answer = browser.post(address, sent_by(page.content.decode()))
        expected = expected_answer(verb, status, who, revised=revised)
        assert answer.status_code == expected, pair
        noted += [(verb.value, WHY[expected])] if expected in WHY else []
        assert [(tried, why) for _, tried, why in refusals()] == noted, pair
        testimony.refresh_from_db()
        if permitted(verb, who) and expected == 302:
            assert testimony.status == TABLE[verb, status], pair
            testimony, browser, noted = begin()
        else:
            assert everything() == before, f"{pair}, was refused, and something changed all the same"
        assert expected != 409 or "last changed by" in answer.content.decode(), pair
        assert sees(who) or expected != 302 or "/login/" in answer.headers["Location"], pair


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("who", EVERYBODY)
def test_editing_by_the_form(shelf: Shelf, who: str, status: Status) -> None:
    people, testimony = account(shelf, status)
    browser = client(people, who)
    before = everything()
    address = reverse("admin:desk_testimony_change", args=[testimony.pk])
    answer = browser.post(address, change_form(testimony, **{"texts-0-title": MARK}))
    testimony.refresh_from_db()
    pair = f"{who} edited what is {status}: {answer.status_code}"
    why = WHY.get(answer.status_code) if sees(who) else WHY.get(expected_page(who))
    assert [noted for _, _, noted in refusals()] == ([why] if why else []), pair
    if permitted(DecisionVerb.EDIT, who) and (DecisionVerb.EDIT, status) in TABLE:
        assert (answer.status_code, testimony.texts.get().title) == (302, MARK), pair
        assert testimony.status == TABLE[DecisionVerb.EDIT, status], pair
        last = testimony.decisions.last()
        assert last
        assert (last.verb, last.actor) == ("edit", person(people, who)), pair
        return
    assert everything() == before, pair
    # The admin sends whoever may not see a record to its front page, and says that there is none.
    unseen = {302} if who in {"anonymous", "not staff", "inactive"} or not sees(who) else {403}
    expected = {409} if permitted(DecisionVerb.EDIT, who) else unseen | {403}
    assert answer.status_code in expected, pair
