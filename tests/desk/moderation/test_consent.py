"""The snapshot is what the scopes in force leave, no path goes round them, and a consent stays as it was given."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from testimonies.desk import models
from testimonies.desk.intake.write import write
from testimonies.desk.models import Consent, Contributor, Publication
from testimonies.desk.moderation.approve import approve
from testimonies.desk.moderation.erase import erase
from testimonies.desk.moderation.publish import publish
from testimonies.desk.moderation.refusals import Unmet
from testimonies.desk.moderation.settle import settle
from testimonies.desk.moderation.submit import submit
from testimonies.edition.models import PublishedTestimony, PublishedText
from testimonies.edition.publish import bring_up_to_date
from testimonies.exchange.jsonl import Line
from tests.days import day, later
from tests.people import (
    EVERY_CHECK,
    People,
    advance,
    change_words,
    make_consent,
    make_contributor,
    make_draft,
    make_record,
    make_testimony,
    sign_in,
)

FULL = {"public_text": "yes", "quote": "yes", "translation": "yes", "machine_learning": "yes"}


def published(people: People, answers: dict[str, str]) -> models.Testimony:
    return make_testimony(people, "published", contributor=make_contributor(answers=answers), languages=("en", "ko"))


def read(testimony: models.Testimony, version: str = "") -> str:
    return Client().get(f"/testimonies/{testimony.code}/{version}").content.decode()


def test_a_summary_is_all_there_is_where_the_text_may_not_be_public(people: People) -> None:
    testimony = published(people, {"public_summary": "yes"})
    row, text = PublishedTestimony.objects.get(), PublishedText.objects.get()
    assert (row.summary_only, text.paragraphs, text.summary) == (True, [], "A summary.")
    assert [(tag.term, tag.paragraphs) for tag in row.tags.all()] == [("debt-bondage", [])]
    page = read(testimony)
    assert "asked that the text itself not be public" in page
    assert "wages" not in page
    bring_up_to_date()
    assert testimony.code not in Client().get("/search/?q=wages").content.decode()


def test_a_summary_only_account_needs_a_summary(people: People) -> None:
    contributor = make_contributor(answers={"public_summary": "yes"})
    testimony = make_testimony(people, "submitted", contributor=contributor)
    testimony.texts.update(summary="")
    with pytest.raises(Unmet, match="has none"):
        approve(testimony=testimony, actor=people.rok, checklist=EVERY_CHECK)


@pytest.mark.parametrize("answer", ["no", "ask"])
def test_a_refused_summary_is_left_out_of_a_public_text(people: People, answer: str) -> None:
    published(people, {"public_text": "yes", "public_summary": answer})
    text = PublishedText.objects.get()
    assert text.summary == ""
    assert text.paragraphs


def test_paragraphs_keep_their_ids_through_a_version_without_them(people: People) -> None:
    testimony = published(people, {"public_text": "yes"})
    before = PublishedText.objects.get().paragraphs
    make_consent(testimony.contributor, answers={"public_summary": "yes"})
    call_command("sync_edition")
    advance(testimony, people, "published")
    assert PublishedText.objects.get().paragraphs == []
    make_consent(testimony.contributor, answers={"public_text": "yes"})
    change_words(testimony, people.cho, title="All of it again")
    advance(testimony, people, "published")
    assert PublishedText.objects.get(testimony__version=3).paragraphs == before


def test_whoever_may_not_be_quoted_stands_in_no_snippet(people: People) -> None:
    quotable, silent = published(people, FULL), published(people, {"public_text": "yes"})
    bring_up_to_date()
    page = Client().get("/search/?q=wages").content.decode()
    assert {quotable.code, silent.code} <= {code for code in (quotable.code, silent.code) if code in page}
    assert page.count("<mark>wages</mark>") == 1
    lines = Client().get("/search/?view=concordance&q=wages").content.decode()
    assert f"/testimonies/{quotable.code}/" in lines
    assert silent.code not in lines
    assert "no permission to quote" in read(silent)
    assert "no permission to quote" not in read(quotable)


def test_machines_are_told_what_they_may_not_learn_from(people: People) -> None:
    allowed, refused = published(people, FULL), published(people, {"public_text": "yes"})
    assert "no permission to train machines" in read(refused)
    answer = Client().get(f"/testimonies/{refused.code}/")
    assert answer.headers["X-Robots-Tag"] == "noai, noimageai"
    assert '<meta name="robots" content="noai, noimageai">' in answer.content.decode()
    answer = Client().get(f"/testimonies/{allowed.code}/")
    assert "X-Robots-Tag" not in answer.headers
    assert "train machines" not in answer.content.decode()


@pytest.mark.parametrize("where", ["contributor", "account"])
def test_an_embargo_is_asked_for_when_reading(people: People, where: str) -> None:
    contributor = Contributor.objects.create(pseudonym="Min")
    make_consent(contributor, answers=FULL, embargo_until=day(5) if where == "contributor" else None)
    fields = {"public_from": day(5)} if where == "account" else {}
    testimony = make_testimony(people, "published", contributor=contributor, **fields)
    bring_up_to_date()
    reader = Client()
    never = reader.get("/testimonies/NKR-N0NE/").content.replace(b"NKR-N0NE", b"")
    with later(4):
        hidden = reader.get(f"/testimonies/{testimony.code}/")
        assert hidden.status_code == 404
        assert hidden.content.replace(testimony.code.encode(), b"") == never
        assert reader.get(f"/testimonies/{testimony.code}/v1/").status_code == 404
        for page in ("/", "/search/?q=wages", "/search/", "/themes/debt-bondage/", "/sectors/construction/"):
            assert testimony.code not in reader.get(page).content.decode(), page
        nothing = reader.get("/search/").content.decode()
        assert "construction" not in nothing.split("<main", 1)[1], "not in a facet either"
    with later(5):
        # No job ran in between.
        assert reader.get(f"/testimonies/{testimony.code}/").status_code == 200
        assert testimony.code in reader.get("/themes/debt-bondage/").content.decode()
        # The indexer did: the index may hold no word of it before.
        assert bring_up_to_date() == 1
        assert testimony.code in reader.get("/search/?q=wages").content.decode()
        call_command("verify_edition")


def test_a_public_account_under_a_new_embargo_hides_its_versions_too(people: People) -> None:
    testimony = published(people, FULL)
    make_consent(testimony.contributor, answers=FULL, embargo_until=day(5))
    change_words(testimony, people.cho, title="Not before next week")
    advance(testimony, people, "published")
    for version in ("", "v1/", "v2/"):
        assert Client().get(f"/testimonies/{testimony.code}/{version}").status_code == 410, version


def test_conditions_are_ticked_one_by_one(people: People) -> None:
    testimony = make_testimony(people, "submitted")
    consent = make_consent(testimony.contributor, answers=FULL)
    conditions = [consent.conditions.create(words=words) for words in ("not in the Korean press", "after the spring")]
    advance(testimony, people, "approved")
    for ticked in ([], [conditions[0].pk], [conditions[0].pk, 10**12]):
        with pytest.raises(Unmet, match="conditions"):
            publish(testimony=testimony, actor=people.cho, conditions=ticked)
    browser = Client()
    sign_in(browser, people.cho)
    address = reverse("admin:desk_testimony_publish", args=[testimony.pk])
    page = browser.get(address)
    assert "after the spring" in page.content.decode()
    sent = {"condition": [condition.pk for condition in conditions], "shown": page.context["preview"].fingerprint}
    assert browser.post(address, sent).status_code == 302
    assert Publication.objects.get().conditions_met == [condition.pk for condition in conditions]


def test_an_import_cannot_say_that_conditions_are_met(people: People) -> None:
    record = make_record(consent={"basis": "direct", "scopes": {"public_text": "yes"}, "conditions": ["not yet"]})
    outcome = write([Line(1, record)], entered_by=people.cho, approved_by=people.rok)
    assert [problem.key for problem in outcome.problems] == ["conditions"]
    assert write([Line(1, record)], entered_by=people.cho).problems == []


INVALID: dict[str, Callable[[Contributor], object]] = {
    "none": lambda contributor: None,
    "a no": lambda contributor: make_consent(contributor, answers={"public_text": "no"}),
    "silence": lambda contributor: make_consent(contributor, answers={}),
    "ended": lambda contributor: make_consent(contributor, answers=FULL, given_on=day(-9), expires_on=day(-1)),
    "to be asked again": lambda contributor: make_consent(
        contributor, answers=FULL, given_on=day(-9), review_on=day(-1)
    ),
    "ended after one that did not": lambda contributor: (
        make_consent(contributor, answers=FULL, given_on=day(-20)),
        make_consent(contributor, answers=FULL, given_on=day(-9), expires_on=day(-1)),
    ),
    "given tomorrow": lambda contributor: make_consent(contributor, answers=FULL, given_on=day(1)),
}


@pytest.mark.parametrize("name", INVALID)
@pytest.mark.parametrize("path", ["verb", "desk", "settle", "rebuild"])
def test_no_path_publishes_without_a_valid_consent(people: People, name: str, path: str) -> None:
    contributor = Contributor.objects.create(pseudonym="Min")
    INVALID[name](contributor)
    testimony = make_testimony(people, contributor=contributor)
    # As if somebody had led it past every check so far.
    models.Testimony.objects.filter(pk=testimony.pk).update(status="approved")
    if path == "verb":
        with pytest.raises(Unmet):
            publish(testimony=testimony, actor=people.cho)
    elif path == "desk":
        browser = Client()
        sign_in(browser, people.cho)
        answer = browser.post(reverse("admin:desk_testimony_publish", args=[testimony.pk]), {})
        assert answer.status_code == 422
    elif path == "settle":
        settle()
    else:
        call_command("sync_edition", rebuild=True)
    assert not PublishedTestimony.objects.exists()


@pytest.mark.parametrize("days", [{"expires_on": "2024-06-01"}, {"review_on": "2024-06-01"}])
@pytest.mark.parametrize("answer", ["yes", "no", "ask"])
def test_no_import_publishes_without_a_valid_consent(people: People, days: dict[str, str], answer: str) -> None:
    consent = {"basis": "direct", "given_on": "2024-05-02", "scopes": {"public_text": answer}, **days}
    outcome = write([Line(1, make_record(consent=consent))], entered_by=people.cho, approved_by=people.rok)
    assert outcome.problems
    assert not models.Testimony.objects.exists()


def test_a_rebuild_leaves_out_what_ended_meanwhile(people: People) -> None:
    contributor = Contributor.objects.create(pseudonym="Min")
    make_consent(contributor, answers=FULL, expires_on=day(1))
    testimony = make_testimony(people, "published", contributor=contributor)
    with later(2):
        call_command("sync_edition", rebuild=True)
        assert Client().get(f"/testimonies/{testimony.code}/").status_code == 410
        call_command("verify_edition")


@pytest.mark.parametrize("table", ["consent", "consentanswer", "consentcondition"])
@pytest.mark.parametrize("act", ["UPDATE desk_{} SET id = id + 1000", "DELETE FROM desk_{}"])
def test_the_database_keeps_a_consent_as_it_was_given(people: People, table: str, act: str) -> None:
    consent = make_contributor(answers=FULL).consent
    assert consent
    consent.conditions.create(words="not yet")
    refused = pytest.raises(DatabaseError, match="never changed or deleted")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(act.format(table))
    with pytest.raises(DatabaseError), transaction.atomic():
        Consent.objects.update(basis="synthetic")
    assert consent.conditions.update(words="") == 1, "erasing a person's data empties it"


def test_everything_said_with_a_consent_comes_in_with_the_import(people: People) -> None:
    said = {
        "basis": "direct",
        "given_on": "2024-05-02",
        "form": "recorded",
        "language": "ko",
        "interpreter": True,
        "explained": ["risks", "purpose"],
        "recontact": False,
        "conditions": ["not in the Korean press"],
        "embargo_until": "2025-01-01",
        "expires_on": "2030-01-01",
        "review_on": "2029-01-01",
        "scopes": {"public_text": "yes"},
    }
    assert write([Line(1, make_record(consent=said))], entered_by=people.cho).problems == []
    consent = Consent.objects.get()
    assert (consent.form, consent.language, consent.interpreter, consent.recontact) == ("recorded", "ko", True, False)
    assert consent.explained == ["purpose", "risks"]
    assert str(consent.ends_on) == "2029-01-01"
    assert str(consent.embargo_until) == "2025-01-01"
    assert [condition.words for condition in consent.conditions.all()] == ["not in the Korean press"]


def test_nothing_is_published_under_the_consent_of_somebody_erased(people: People) -> None:
    testimony = make_testimony(people, "withdrawn")
    erase(testimony=testimony, actor=people.kim)
    another = make_draft(people.ari, contributor=Contributor.objects.get(pk=testimony.contributor_id))
    with pytest.raises(Unmet, match="Whoever gave this was erased"):
        submit(testimony=another, actor=people.ari)
