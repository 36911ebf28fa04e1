"""What changes between a page and its button, or between a verb's first question and its last."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from testimonies.desk import models
from testimonies.desk.moderation.enter_consent import enter_consent
from tests.days import day
from tests.people import EVERY_CHECK, People, advance, make_consent, make_testimony, sign_in


@pytest.mark.parametrize("later", ["conditions", "dates", "basis"])
def test_who_read_one_consent_does_not_sign_for_another(people: People, later: str) -> None:
    """The words stay the same; what is allowed, until when and on what condition is not."""
    testimony = make_testimony(people, "submitted")
    browser = sign_in(Client(), people.rok)
    address = reverse("admin:desk_testimony_approve", args=[testimony.pk])
    read = {"check": EVERY_CHECK, "shown": browser.get(address).context["preview"].fingerprint}
    enter_another(testimony, people, later)
    answer = browser.post(address, read)
    assert answer.status_code == 422
    assert "changed after it was shown to you; read it again" in answer.content.decode()
    testimony.refresh_from_db()
    assert testimony.status == "submitted"
    again = {**read, "shown": browser.get(address).context["preview"].fingerprint}
    assert browser.post(address, again).status_code == 302


def test_who_publishes_has_seen_the_consent_that_holds(people: People) -> None:
    testimony = make_testimony(people, "approved")
    browser = sign_in(Client(), people.cho)
    address = reverse("admin:desk_testimony_publish", args=[testimony.pk])
    read = {"shown": browser.get(address).context["preview"].fingerprint}
    enter_another(testimony, people, "dates")
    advance(testimony, people, "approved")
    answer = browser.post(address, read)
    assert answer.status_code == 422
    assert "changed after it was shown to you; read it again" in answer.content.decode()
    assert browser.post(address, {"shown": ""}).status_code == 422
    again = {"shown": browser.get(address).context["preview"].fingerprint}
    assert browser.post(address, again).status_code == 302


def enter_another(testimony: models.Testimony, people: People, later: str) -> None:
    """A newer consent of the same contributor, which allows as much."""
    answers = testimony.contributor.consent.scopes() if testimony.contributor.consent else {}
    fields = {"expires_on": timezone.localdate() + timedelta(days=90)} if later == "dates" else {}
    basis = "legal-representative" if later == "basis" else "direct"
    consent = make_consent(testimony.contributor, answers=answers, basis=basis, **fields)
    if later == "conditions":
        consent.conditions.create(words="Not in the Korean press")
    enter_consent(consent=consent, actor=people.cho)
    testimony.refresh_from_db()


@contextmanager
def midnight_after(questions: int) -> Iterator[Callable[[], int]]:
    """The day changes once it was asked for so often; gives how often it was asked for."""
    today, asked = timezone.localdate(), count(1)
    told = 0

    def localdate() -> object:
        nonlocal told
        told = next(asked)
        return today if told <= questions else today + timedelta(days=1)

    with patch("django.utils.timezone.localdate", localdate):
        yield lambda: told


@pytest.mark.parametrize("verb", ["approve", "publish", "override"])
def test_a_consent_that_ends_at_midnight_is_a_sentence(people: People, verb: str) -> None:
    """Whenever midnight strikes during the request, it is done, or refused with the reason; nothing is half done."""
    testimony = make_testimony(people, "submitted")
    answers = testimony.contributor.consent.scopes() if testimony.contributor.consent else {}
    make_consent(testimony.contributor, answers=answers, expires_on=day())
    if verb == "publish":
        advance(testimony, people, "approved")
    actor = {"approve": people.rok, "publish": people.cho, "override": people.kim}[verb]
    browser = sign_in(Client(raise_request_exception=False), actor)
    address = reverse(f"admin:desk_testimony_{verb}", args=[testimony.pk])
    sent = {"check": EVERY_CHECK, "reason": "Known", "shown": browser.get(address).context["preview"].fingerprint}
    refused, before = 0, testimony.decisions.count()
    for questions in count():
        with midnight_after(questions):
            assert browser.get(address).status_code in {200, 422}, questions
        with midnight_after(questions) as asked:
            answer = browser.post(address, sent)
        if answer.status_code != 422 or "nothing to override" in answer.content.decode():
            break
        assert asked() > questions
        assert "The consent has ended" in answer.content.decode(), questions
        assert testimony.decisions.count() == before
        refused += 1
    assert refused > 3, "midnight struck after the last question from the beginning"
    assert answer.status_code == (422 if verb == "override" else 302), "there is nothing to override here"
