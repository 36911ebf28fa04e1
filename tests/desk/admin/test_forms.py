"""What the desk's forms take: facts and words, and never what a verb decides or another person's contributor."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from testimonies.desk import models
from testimonies.desk.models import Decision
from testimonies.desk.moderation.transitions import TABLE
from testimonies.edition.models import PublishedTestimony
from testimonies.vocabulary import DecisionVerb, Status
from tests.people import People, make_contributor, make_draft, make_person, make_testimony, sign_in
from tests.walls.deny import EVERYBODY, MARK, change_form, client, everything

FORBIDDEN_FIELDS = {
    "status": "published",
    "public_version": "7",
    "author": "1",
    "author_id": "1",
    "code": "NKR-F0RGED",
    "created_at": "2001-01-01",
    "_status": "published",
    "decisions-0-verb": "approve",
    "publications-0-version": "1",
}


@pytest.mark.parametrize("status", ["draft", "submitted", "approved", "published"])
@pytest.mark.parametrize("name", FORBIDDEN_FIELDS)
def test_no_field_of_a_form_sets_what_a_verb_decides(people: People, name: str, status: str) -> None:
    testimony = make_testimony(people, status)
    kept = ("code", "author_id", "created_at", "public_version")
    before = {field: getattr(testimony, field) for field in kept}
    decisions = Decision.objects.count()
    browser = Client()
    sign_in(browser, people.cho)
    sent = change_form(testimony, **{name: FORBIDDEN_FIELDS[name], "texts-0-title": MARK})
    assert browser.post(reverse("admin:desk_testimony_change", args=[testimony.pk]), sent).status_code == 302
    testimony.refresh_from_db()
    assert testimony.status == TABLE[DecisionVerb.EDIT, Status(status)]
    assert {field: getattr(testimony, field) for field in kept} == before
    assert Decision.objects.count() == decisions + 1
    assert PublishedTestimony.objects.filter(code=testimony.code).count() == (status == "published")


@pytest.mark.parametrize("who", ["contributor", "curator"])
def test_a_new_account_is_a_draft_of_whoever_entered_it(people: People, who: str) -> None:
    browser = Client()
    sign_in(browser, people.by_role[who])
    pattern = make_draft(people.ari, contributor=make_contributor("Other"))
    sent = change_form(pattern, **FORBIDDEN_FIELDS, **{"texts-INITIAL_FORMS": 0, "tags-INITIAL_FORMS": 0})
    mine = make_contributor("New", entered_by=people.by_role[who])
    sent |= {"contributor": mine.pk, "texts-0-id": "", "tags-0-id": ""}
    sent |= {"texts-0-testimony": "", "tags-0-testimony": ""}
    assert browser.post(reverse("admin:desk_testimony_add"), sent).status_code == 302
    new = models.Testimony.objects.get(contributor__pseudonym="New")
    assert (new.status, new.public_version, new.author) == ("draft", None, people.by_role[who])
    assert new.code != FORBIDDEN_FIELDS["code"]
    assert [decision.verb for decision in new.decisions.all()] == ["accession"]


@pytest.mark.parametrize("who", [role for role in EVERYBODY if role not in {"contributor", "curator"}])
def test_who_enters_an_account(people: People, who: str) -> None:
    pattern = make_draft(people.ari)
    sent = change_form(pattern, **{"texts-INITIAL_FORMS": 0, "tags-INITIAL_FORMS": 0, "texts-0-id": ""})
    sent |= {"tags-0-id": "", "texts-0-testimony": "", "tags-0-testimony": ""}
    browser = client(people, who)
    before = everything()
    answer = browser.post(reverse("admin:desk_testimony_add"), sent)
    if who == "author of another":
        assert models.Testimony.objects.filter(contributor=pattern.contributor).count() == 1, "took another's person"
        return
    assert answer.status_code in {302, 403}
    assert everything() == before


def test_an_author_cannot_take_anothers_contributor(people: People) -> None:
    """Linked to a testimony of one's own, a stranger's pseudonym and consents would open."""
    hidden = make_testimony(people, "submitted", contributor=make_contributor(MARK)).contributor
    browser = client(people, "author of another")
    own = models.Testimony.objects.get(author__username="ora")
    sent = change_form(own, contributor=hidden.pk)
    browser.post(reverse("admin:desk_testimony_change", args=[own.pk]), sent)
    own.refresh_from_db()
    assert own.contributor != hidden


@pytest.mark.parametrize("who", ["contributor", "curator", "reviewer", "custodian"])
def test_before_there_is_an_account_a_contributor_is_theirs_who_entered_them(people: People, who: str) -> None:
    """Attached to an account of one's own, somebody else's contributor would open with all they set as conditions."""
    bob = make_person("bob", "contributor")
    sign_in(Client(), bob).post(reverse("admin:desk_contributor_add"), {"pseudonym": MARK})
    hidden = models.Contributor.objects.get()
    pages = [reverse("admin:desk_contributor_changelist"), reverse("admin:desk_contributor_change", args=[hidden.pk])]
    for person, sees_them in ((bob, True), (people.by_role[who], who != "contributor")):
        browser = sign_in(Client(), person)
        assert [MARK in browser.get(page).content.decode() for page in pages] == [sees_them] * 2


def test_an_author_cannot_begin_an_account_of_anothers_new_contributor(people: People) -> None:
    hidden = make_contributor(MARK, entered_by=make_person("bob", "contributor"))
    pattern = make_draft(people.ari)
    sent = change_form(pattern, **{"texts-INITIAL_FORMS": 0, "tags-INITIAL_FORMS": 0, "texts-0-id": ""})
    sent |= {"tags-0-id": "", "texts-0-testimony": "", "tags-0-testimony": "", "contributor": hidden.pk}
    sign_in(Client(), people.ari).post(reverse("admin:desk_testimony_add"), sent)
    assert not hidden.testimonies.exists()
    sent["contributor"] = make_contributor("Own", entered_by=people.ari).pk
    assert sign_in(Client(), people.ari).post(reverse("admin:desk_testimony_add"), sent).status_code == 302


def test_an_author_cannot_answer_for_anothers_contributor(people: People) -> None:
    hidden = make_testimony(
        people, "submitted", contributor=make_contributor(MARK, answers={"public_text": "no"})
    ).contributor
    browser = client(people, "author of another")
    sent = {"contributor": hidden.pk, "basis": "direct", "given_on": "2025-01-01", "public_text": "yes"}
    sent |= {"form": "written", "language": "en", "recontact": "unknown"}
    sent |= {"explained": ["risks", "withdrawal"]}
    browser.post(reverse("admin:desk_consent_add"), sent)
    assert hidden.consents.count() == 1


def test_an_author_of_two_accounts_of_one_person_can_open_that_person(people: People) -> None:
    contributor = make_contributor("Min")
    for _ in range(2):
        make_draft(people.ari, contributor=contributor)
    browser = Client()
    sign_in(browser, people.ari)
    consent = contributor.consent
    assert consent
    for label, key in (("contributor", contributor.pk), ("consent", consent.pk)):
        assert browser.get(reverse(f"admin:desk_{label}_change", args=[key])).status_code == 200, label
        listing = browser.get(reverse(f"admin:desk_{label}_changelist")).content.decode()
        assert listing.count(f"/desk/{label}/{key}/change/") == 1, label
