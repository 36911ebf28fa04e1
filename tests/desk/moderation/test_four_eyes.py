"""Two people, a checklist and a review date behind every published account, whatever way it came."""

import datetime
import re

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from testimonies.desk import models
from testimonies.desk.intake.write import write
from testimonies.desk.models import Approval, Check, Publication
from testimonies.desk.moderation.approve import approve
from testimonies.desk.moderation.publish import publish
from testimonies.desk.moderation.refusals import Unmet
from testimonies.exchange.jsonl import Line
from tests.people import EVERY_CHECK, People, advance, change_words, make_person, make_record, make_testimony, sign_in


@pytest.mark.parametrize("left_out", Check.values)
def test_every_box_must_be_ticked(people: People, left_out: str) -> None:
    testimony = make_testimony(people, "submitted")
    ticked = [check for check in Check.values if check != left_out]
    with pytest.raises(Unmet, match="Not ticked: ") as refusal:
        approve(testimony=testimony, actor=people.rok, checklist=ticked)
    assert [issue.message for issue in refusal.value.issues] == [f"Not ticked: {Check(left_out).label}."]
    assert not Approval.objects.exists()
    testimony.refresh_from_db()
    assert testimony.status == "submitted"


def test_the_ticks_are_kept_with_the_decision_and_shown_in_the_history(people: People) -> None:
    testimony = make_testimony(people, "approved")
    approval = testimony.decisions.get(verb="approve").approval
    assert approval.checklist == Check.values
    assert (approval.submitted_by, approval.approved_by, approval.custodian) == (people.ari, people.rok, None)
    browser = Client()
    sign_in(browser, people.rok)
    page = browser.get(reverse("admin:desk_testimony_history", args=[testimony.pk])).content.decode()
    assert str(Check.THIRD_PERSONS.label) in page


def test_nothing_but_the_codes_is_kept_of_what_a_form_sends(people: People) -> None:
    testimony = make_testimony(people, "submitted")
    browser = Client()
    sign_in(browser, people.rok)
    address = reverse("admin:desk_testimony_approve", args=[testimony.pk])
    shown = re.search(r'name="shown" value="(\w+)"', browser.get(address).content.decode())
    assert shown
    answer = browser.post(address, {"shown": shown[1], "check": [*EVERY_CHECK, "Kim Chol-su"]})
    assert answer.status_code == 302
    assert Approval.objects.get().checklist == EVERY_CHECK


def test_a_form_cannot_say_that_somebody_else_had_looked(people: People) -> None:
    testimony = make_testimony(people, "submitted")
    browser = Client()
    sign_in(browser, people.rok)
    address = reverse("admin:desk_testimony_approve", args=[testimony.pk])
    assert browser.post(address, {"check": ["reviewed-elsewhere"]}).status_code == 422
    assert not Approval.objects.exists()


def test_who_edited_what_waited_counts_as_the_one_who_handed_it_in(people: People) -> None:
    testimony = make_testimony(people, "submitted")
    change_words(testimony, people.cho, title="Mended")
    advance(testimony, people, "approved")
    assert Approval.objects.get().submitted_by == people.cho


def test_an_import_names_both_people_and_that_others_looked(people: People) -> None:
    outcome = write([Line(1, make_record())], entered_by=people.cho, approved_by=people.rok)
    assert outcome.problems == []
    publication = Publication.objects.get()
    assert (publication.submitted_by, publication.approved_by) == (people.cho, people.rok)
    assert publication.published_by == people.cho
    assert Approval.objects.get().checklist == ["reviewed-elsewhere"]


def test_one_person_cannot_import_and_approve(people: People) -> None:
    people.cho.groups.add(*people.rok.groups.all())
    outcome = write([Line(1, make_record())], entered_by=people.cho, approved_by=people.cho)
    assert [problem.key for problem in outcome.problems] == ["four-eyes"]
    assert not models.Testimony.objects.exists()


def test_whoever_approved_cannot_publish_as_well(people: People) -> None:
    """One stolen session of a reviewer would otherwise take what waits all the way to the public."""
    testimony = make_testimony(people, "approved")
    browser = sign_in(Client(), people.rok)
    address = reverse("admin:desk_testimony_publish", args=[testimony.pk])
    assert "You approved this text; somebody else must publish it." in browser.get(address).content.decode()
    assert browser.post(address).status_code == 422
    assert not Publication.objects.exists()
    publish(testimony=testimony, actor=people.cho)
    assert Publication.objects.get().published_by == people.cho


def test_who_approved_an_earlier_version_may_publish_the_next(people: People) -> None:
    testimony = make_testimony(people, "published")
    change_words(testimony, people.ari, title="Mended")
    other = make_person("another reviewer", "reviewer")
    approve(testimony=testimony, actor=other, checklist=EVERY_CHECK)
    publish(testimony=testimony, actor=people.rok)
    assert Publication.objects.get(version=2).published_by == people.rok


PAIRS = [("submitted_by", "approved_by"), ("submitted_by", "custodian"), ("approved_by", "custodian")]


@pytest.mark.parametrize("table", ["desk_publication", "desk_approval"])
@pytest.mark.parametrize("pair", PAIRS)
def test_the_database_itself_wants_different_people(people: People, table: str, pair: tuple[str, str]) -> None:
    make_testimony(people, "published")
    one, other = pair
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET custodian_id = %s", [people.kim.pk])  # noqa: S608 (names of this test)
        with pytest.raises(IntegrityError, match="four_eyes"):
            cursor.execute(f"UPDATE {table} SET {one}_id = {other}_id")  # noqa: S608 (names of this test)


def test_the_database_wants_another_publisher(people: People) -> None:
    make_testimony(people, "published")
    with pytest.raises(IntegrityError, match="four_eyes"), transaction.atomic():
        Publication.objects.update(published_by=people.rok)


def test_every_published_account_has_a_review_date(people: People) -> None:
    testimony = make_testimony(people, "published")
    assert testimony.review_on == timezone.localdate() + datetime.timedelta(days=365)
    with pytest.raises(IntegrityError, match="review_date"), transaction.atomic():
        models.Testimony.objects.update(review_on=None)
