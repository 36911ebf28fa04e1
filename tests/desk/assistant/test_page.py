"""Findings are shown, settled by a person, and applied to every text in one edit."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.urls import reverse

from testimonies.desk import models
from testimonies.desk.admin.findings import MOST_AT_ONCE
from testimonies.desk.models import Choice, Settlement
from testimonies.desk.moderation.refusals import Unmet
from testimonies.desk.moderation.submit import submit
from tests.desk.assistant.pages import EN, make_account, open_page
from tests.people import People, advance, change_words, make_draft
from tests.real_stores import Stores


def words_of(testimony: models.Testimony) -> str:
    return "\n".join(f"{text.title}\n{text.summary}\n{text.body}" for text in testimony.texts.all())


def test_a_draft_that_names_people_is_not_submitted_and_the_page_is_one_link_away(people: People) -> None:
    testimony = make_account(people)
    page = open_page(testimony, people.ari)
    answer = page.browser.post(reverse("admin:desk_testimony_submit", args=[testimony.pk]))
    assert answer.status_code == 422
    assert "Findings that can say who somebody is and are not settled yet: 5." in answer.text
    assert f'href="{page.address}"' in answer.text
    testimony.refresh_from_db()
    assert testimony.status == "draft"


def test_the_page_shows_each_person_once_with_where_they_stand(people: People) -> None:
    page = open_page(make_account(people), people.ari)
    assert "Kim Yong-su · Ким Ён Су" in page.tokens
    assert "0 of 5 settled" in page.html
    assert "English, paragraph 2" in page.html
    assert "⟨a phone number⟩" in page.html


def test_one_save_generalises_titles_summaries_and_translations(people: People) -> None:
    testimony = make_account(people)
    page = open_page(testimony, people.ari)
    assert page.save(**page.all_as("generalise")).answer.status_code == 302
    words = words_of(testimony)
    for original in ("Kim", "Yong", "Volkov", "Ким", "Ён Су", "Волков", "1984", "924", "736210458"):
        assert original not in words
    assert "What ⟨a person⟩ saw" in words
    assert "Мы ждали ⟨один человек 2⟩ до темноты." in words
    submit(testimony=testimony, actor=people.ari)
    page = open_page(testimony, people.ari)
    assert "5 of 5 settled" in page.html


def test_what_may_stand_needs_a_reason(people: People) -> None:
    testimony = make_draft(people.ari, body="Wages came in Grozny.\n\nTwo.")
    page = open_page(testimony, people.ari)
    token = page.token("Grozny")
    refused = page.save(**{f"choice-{token}": "keep"})
    assert refused.answer.status_code == 422
    assert "Say why this may stand." in refused.html
    assert not Settlement.objects.exists()
    page.save(**{f"choice-{token}": "keep", f"reason-{token}": "a town of 300,000"})
    assert "Grozny" in words_of(testimony)
    submit(testimony=testimony, actor=people.ari)


def test_what_was_kept_stays_settled_in_another_form_and_another_name_does_not(people: People) -> None:
    testimony = make_account(people)
    page = open_page(testimony, people.ari)
    page.save(**page.all_as("keep"))
    change_words(testimony, people.ari, body=EN + "\n\nLater we met KIM YONG SU again.")
    assert "Nothing is open" in open_page(testimony, people.ari).html
    change_words(testimony, people.ari, body=EN + "\n\nLater we met Pak Chol-ho.")
    assert [*open_page(testimony, people.ari).tokens] == ["Pak Chol-ho"]


def test_a_preview_shows_the_new_words_and_stores_nothing(people: People) -> None:
    testimony = make_account(people)
    before = words_of(testimony)
    page = open_page(testimony, people.ari)
    shown = page.send("preview", **page.all_as("generalise"))
    assert "<mark>⟨a person⟩</mark>" in shown.html
    assert shown.seen == page.seen
    assert words_of(testimony) == before
    assert not Settlement.objects.exists()


def test_a_whole_kind_is_chosen_by_one_button(people: People) -> None:
    page = open_page(make_account(people), people.ari)
    shown = page.send("fill", fill="0")
    for person in ("Kim", "Volkov"):
        assert f'name="choice-{page.token(person)}" value="generalise" checked' in shown.html
    assert f'name="choice-{page.token("924")}" value="" checked' in shown.html


def test_a_phrase_can_be_written_over(people: People) -> None:
    testimony = make_account(people)
    page = open_page(testimony, people.ari)
    token = page.token("Kim")
    phrase = {f"phrase-{token}-en": "the narrator", f"phrase-{token}-ru": "⟨рассказчик⟩"}
    page.save(**{f"choice-{token}": "generalise", **phrase})
    assert "What ⟨the narrator⟩ saw" in words_of(testimony)
    assert "Что видел ⟨рассказчик⟩" in words_of(testimony)


@pytest.mark.parametrize(
    ("phrase", "sentence"),
    [
        ("", "Say in a few words what may stand instead"),
        ("x" * 130, "Say in a few words what may stand instead"),
        ("a ⟨b⟩ c", "Say in a few words what may stand instead"),
        ("the kim yongsu of our site", "still hold what they should replace"),
        ("the man of Ri Chol-ho", "can say themselves who or where it is"),
    ],
)
def test_a_phrase_that_would_not_help_is_refused_and_nothing_is_lost(
    people: People, phrase: str, sentence: str
) -> None:
    testimony = make_account(people)
    page = open_page(testimony, people.ari)
    token, other = page.token("Kim"), page.token("Volkov")
    choices = {f"choice-{token}": "generalise", f"choice-{other}": "keep", f"reason-{other}": "known from the press"}
    refused = page.save(**choices, **{f"phrase-{token}-en": phrase})
    assert refused.answer.status_code == 422
    assert sentence in refused.html
    assert "known from the press" in refused.html
    assert not Settlement.objects.exists()


def test_a_spelling_that_means_somebody_else_is_decided_apart(people: People) -> None:
    testimony = make_draft(people.ari, body="Sergei Volkov paid us.\n\nVolkov, the old one, never did.")
    page = open_page(testimony, people.ari)
    (spellings,) = page.tokens
    token, number = page.tokens[spellings], spellings.split(" · ").index("Volkov")
    page.save(**{f"choice-{token}": "generalise", f"apart-{token}": str(number)})
    assert "⟨a person⟩ paid us." in words_of(testimony)
    assert "Volkov, the old one" in words_of(testimony)
    assert [*open_page(testimony, people.ari).tokens] == ["Volkov"]


def test_words_that_the_program_missed_are_marked_by_hand(people: People) -> None:
    testimony = make_draft(people.ari, body="Everybody knew the baker's boy.\n\nThe Baker's boy ran.")
    page = open_page(testimony, people.ari)
    also = {"also": "the baker's boy", "also_kind": "nickname"}
    added = page.send("add", **also)
    token = added.token("baker")
    added.save(**also, **{f"choice-{token}": "generalise"})
    assert "baker" not in words_of(testimony).lower()
    assert "Everybody knew ⟨an other name⟩." in words_of(testimony)


def test_the_same_person_found_later_is_given_the_same_words(people: People) -> None:
    testimony = make_account(people)
    page = open_page(testimony, people.ari)
    page.save(**page.all_as("generalise"))
    change_words(testimony, people.ari, body="Kim Yong-su wept.\n\nPak Chol-ho sang.")
    page = open_page(testimony, people.ari)
    page.save(**page.all_as("generalise"))
    body = testimony.texts.get(language="en").body
    assert body == "⟨a person⟩ wept.\n\n⟨a person 4⟩ sang."
    assert Settlement.objects.filter(kind="name").count() == 3


def test_a_decision_can_be_taken_back(people: People) -> None:
    testimony = make_account(people)
    page = open_page(testimony, people.ari)
    page.save(**page.all_as("keep"))
    row = Settlement.objects.get(kind="phone")
    page = open_page(testimony, people.ari)
    assert page.save(back=row.key).answer.status_code == 302
    assert [*open_page(testimony, people.ari).tokens] == ["+7 924 305 11 72"]
    with pytest.raises(Unmet):
        submit(testimony=testimony, actor=people.ari)


def test_whoever_settles_is_a_hand_and_cannot_approve(people: People) -> None:
    testimony = make_account(people)
    people.rok.groups.add(Group.objects.get(name="curator"))
    page = open_page(testimony, people.rok)
    page.save(**page.all_as("generalise"))
    submit(testimony=testimony, actor=people.ari)
    answer = page.browser.get(reverse("admin:desk_testimony_approve", args=[testimony.pk]))
    assert "You had a hand in this text" in answer.text


def test_a_public_account_goes_back_to_review_and_keeps_its_paragraph_ids(people: People) -> None:
    testimony = advance(make_account(people), people, "published")
    ids = [number for number, _words in testimony.publications.get().text("en")["paragraphs"]]  # type: ignore[index]
    row = Settlement.objects.get(kind="phone")
    page = open_page(testimony, people.cho)
    page.save(back=row.key)
    page = open_page(testimony, people.cho)
    page.save(**page.all_as("generalise"))
    testimony.refresh_from_db()
    assert testimony.status == "submitted"
    assert "+7 924 305 11 72" in Client().get(f"/testimonies/{testimony.code}/").text
    advance(testimony, people, "published")
    newest = testimony.publications.latest("version").text("en")
    assert newest
    assert [number for number, _words in newest["paragraphs"]] == ids
    assert "⟨a phone number⟩" in newest["paragraphs"][1][1]


def test_of_two_who_save_at_once_the_second_changes_nothing(people: People) -> None:
    testimony = make_account(people)
    first, second = open_page(testimony, people.ari), open_page(testimony, people.cho)
    first.save(**{f"choice-{first.token('924')}": "generalise"})
    refused = second.save(**{f"choice-{second.token('Volkov')}": "generalise"})
    assert refused.answer.status_code == 422
    assert "Somebody changed this testimony after you opened it" in refused.html
    assert Settlement.objects.count() == 1


def test_a_reviewer_reads_the_findings_and_decides_nothing(people: People) -> None:
    testimony = make_account(people)
    page = open_page(testimony, people.rok)
    assert "Kim Yong-su" in page.html
    assert "<button" not in page.html.partition('class="desk-findings"')[2].partition("</form>")[0]
    assert page.save(**page.all_as("keep")).answer.status_code == 403
    assert not Settlement.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        {"choice-x": "keep"},
        {"also": "x" * 3000, "also_kind": "name"},
        {"also": "Kim", "also_kind": "no such kind"},
        {"back": ["a", "b"], "fill": "999"},
        {"seen": "9" * 40},
    ],
)
def test_odd_requests_are_answered_and_change_nothing(people: People, sent: dict[str, object]) -> None:
    testimony = make_account(people)
    page = open_page(testimony, people.ari)
    assert page.save(**sent).answer.status_code in {200, 422}
    assert page.send("preview", **sent).answer.status_code == 200
    assert not Settlement.objects.exists()


def test_hundreds_of_findings_come_in_parts(people: People) -> None:
    body = "\n\n".join(f"Then I rang +7 924 305 {number // 100:02} {number % 100:02}." for number in range(150))
    testimony = make_draft(people.ari, body=body)
    page = open_page(testimony, people.ari)
    assert len(page.tokens) == MOST_AT_ONCE
    assert "0 of 150 settled" in page.html
    assert page.save(**page.all_as("generalise")).answer.status_code == 302
    assert "60 of 150 settled" in open_page(testimony, people.ari).html


def test_the_pseudonym_and_public_words_need_no_decision(people: People) -> None:
    testimony = make_draft(people.ari, body="They called me Min. I was in Siberia.\n\nTwo.")
    assert "Nothing is open" in open_page(testimony, people.ari).html


def test_nothing_of_the_originals_lies_open(people: People, stores: Stores) -> None:
    """Not in the bytes of the database, not in a name of a row, not in what the log of decisions says."""
    testimony = make_draft(people.ari, body="Then I rang +7 924 305 11 72.\n\nTwo.")
    page = open_page(testimony, people.ari)
    page.save(**page.all_as("generalise"))
    row = Settlement.objects.get()
    assert row.choice == Choice.GENERALISE
    assert "+7 924 305 11 72" in row.originals
    assert "924" not in f"{row} {row!r}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM desk_settlement")
        stored = [bytes(value) if isinstance(value, memoryview) else str(value).encode() for value in cursor.fetchone()]
    assert not any(b"924" in value or b"phone number" in value for value in stored)
    assert testimony.decisions.latest("pk").facts == {"settled": {"generalise": {"phone": 1}}, "taken_back": 0}


def test_a_mapping_that_was_exchanged_is_not_believed(people: People) -> None:
    testimony = make_account(people)
    page = open_page(testimony, people.ari)
    page.save(**page.all_as("generalise"))
    one, other = Settlement.objects.filter(kind__in=["phone", "passport"])
    Settlement.objects.filter(pk=one.pk).update(originals=other.__dict__["originals"])
    with pytest.raises(Unmet, match="cannot be read"):
        submit(testimony=testimony, actor=people.ari)
    answer = open_page(testimony, people.ari).answer
    assert answer.status_code == 422
    assert "cannot be read" in answer.content.decode()
