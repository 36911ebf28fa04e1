"""What a newer consent takes back, or asks for, it takes from every version that can still be read."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from testimonies.desk import models
from testimonies.desk.moderation.edit import edit
from testimonies.desk.moderation.lapse import lapse_what_is_due
from testimonies.desk.moderation.refusals import Unmet
from tests.days import day, later
from tests.desk.moderation.test_lapse import YES, address, public_under
from tests.people import People, advance, make_consent, make_contributor, make_testimony, sign_in
from tests.walls.deny import change_form


def test_an_older_version_may_not_show_what_a_newer_consent_takes_back(people: People) -> None:
    """The newest version has dropped the translation by itself; the one before still shows it."""
    testimony = public_under(people)
    edit(testimony=testimony, actor=people.cho, store=lambda: testimony.texts.filter(language="ko").delete())
    advance(testimony, people, "published")
    assert (testimony.public_version, address(testimony, "v1/")) == (2, 200)
    make_consent(testimony.contributor, answers={**YES, "translation": "no"})
    assert lapse_what_is_due() == 1
    assert [address(testimony, version) for version in ("", "v1/", "v2/")] == [410, 410, 410]
    assert testimony.decisions.get(verb="lapse").reason == "consent-narrowed"


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"embargo_until": 200}, "embargo-set"),
        ({"basis": "legal-representative"}, "basis-changed"),
        ({"condition": "only after the family is out"}, "condition-set"),
    ],
)
def test_a_newer_consent_that_asks_for_more(people: People, asked: dict[str, Any], reason: str) -> None:
    testimony = public_under(people)
    given = {"basis": asked.get("basis", "direct"), "embargo_until": day(asked.get("embargo_until", 0))}
    consent = make_consent(testimony.contributor, answers=YES, **given)
    if "condition" in asked:
        consent.conditions.create(words=asked["condition"])
    assert lapse_what_is_due() == 1
    assert address(testimony) == 410
    assert testimony.decisions.get(verb="lapse").reason == reason
    advance(testimony, people, "published")
    with later(200):
        assert address(testimony) == 200, "signed for anew, it is public as the newer consent asks"
        assert lapse_what_is_due() == 0


def test_a_condition_that_was_met_is_met_when_it_is_said_again(people: People) -> None:
    contributor = models.Contributor.objects.create(pseudonym="Min")
    make_consent(contributor, answers=YES).conditions.create(words="not in the Korean press")
    testimony = make_testimony(people, "published", contributor=contributor)
    again = make_consent(contributor, answers=YES)
    again.conditions.create(words="not in the Korean press")
    assert lapse_what_is_due() == 0
    again.conditions.create(words="only after the family is out")
    assert lapse_what_is_due() == 1
    assert address(testimony) == 410


def test_no_account_is_taken_from_whoever_gave_it(people: People) -> None:
    testimony, other = public_under(people), make_contributor("Sol", answers=YES)
    sign_in(browser := Client(), people.cho)
    change = reverse("admin:desk_testimony_change", args=[testimony.pk])
    testimony.texts.filter(language="ko").delete()
    page = browser.post(change, change_form(testimony, contributor=other.pk))
    assert (page.status_code, "it stands on their consent" in page.content.decode()) == (200, True)
    moved = models.Testimony.objects.filter(pk=testimony.pk)
    with pytest.raises(Unmet, match="cannot be exchanged"):
        edit(testimony=testimony, actor=people.cho, store=lambda: moved.update(contributor=other))
    assert moved.get().contributor == testimony.contributor
    # By hand, past every verb: the account goes out, and its giver's no is not what it waits for.
    moved.update(contributor=other)
    assert lapse_what_is_due() == 1
    assert testimony.decisions.get(verb="lapse").reason == "other-contributor"
