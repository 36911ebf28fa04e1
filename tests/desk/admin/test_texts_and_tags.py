"""What the texts and the tags of one testimony must be together, as the form says it."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from testimonies.desk import models
from tests.people import People, make_draft, sign_in


def sent(testimony: models.Testimony, texts: list[dict[str, Any]], tags: list[str] | None = None) -> dict[str, Any]:
    """The form of `testimony` with these texts; one with an `id` stands for a row that is there."""
    tags = tags or []
    counts = {"texts": (len(texts), sum("id" in text for text in texts)), "tags": (len(tags), 0), "sealed": (0, 0)}
    form: dict[str, Any] = {
        "contributor": testimony.contributor_id,
        "exit": "unknown",
        "source_kind": "interview",
        "standing": "single-source",
    }
    for prefix, (total, initial) in counts.items():
        form |= {f"{prefix}-TOTAL_FORMS": total, f"{prefix}-INITIAL_FORMS": initial}
    for number, text in enumerate(texts):
        given = {"title": "A title", "body": "A body.", "testimony": testimony.pk, **text}
        form |= {f"texts-{number}-{name}": value for name, value in given.items()}
    for number, term in enumerate(tags):
        form |= {f"tags-{number}-term": term, f"tags-{number}-strength": "stated"}
    return form


@pytest.fixture
def draft(people: People) -> models.Testimony:
    """A draft in English, without tags."""
    testimony = make_draft(people.cho)
    testimony.tags.all().delete()
    return testimony


def save(
    people: People, draft: models.Testimony, *texts: dict[str, Any], tags: list[str] | None = None
) -> HttpResponse:
    browser = Client()
    sign_in(browser, people.cho)
    answer = browser.post(reverse("admin:desk_testimony_change", args=[draft.pk]), sent(draft, [*texts], tags))
    assert isinstance(answer, HttpResponse)
    return answer


def test_two_originals_are_refused_with_a_sentence(people: People, draft: models.Testimony) -> None:
    english = {"id": draft.texts.get().pk, "language": "en", "original": "on"}
    answer = save(people, draft, english, {"language": "ko", "original": "on"})
    assert answer.status_code == 200
    assert "Only one text can be the original." in answer.text
    assert draft.texts.count() == 1


def test_another_text_becomes_the_original_in_one_save(people: People, draft: models.Testimony) -> None:
    english = {"id": draft.texts.get().pk, "language": "en"}
    assert save(people, draft, english, {"language": "ko", "original": "on"}).status_code == 302
    assert dict(draft.texts.values_list("language", "original")) == {"en": False, "ko": True}


def test_the_original_can_leave_and_another_take_its_place(people: People, draft: models.Testimony) -> None:
    english = {"id": draft.texts.get().pk, "language": "en", "original": "on", "DELETE": "on"}
    assert save(people, draft, english, {"language": "ko", "original": "on"}).status_code == 302
    assert dict(draft.texts.values_list("language", "original")) == {"ko": True}


def test_two_texts_in_one_language_are_refused_with_a_sentence(people: People, draft: models.Testimony) -> None:
    english = {"id": draft.texts.get().pk, "language": "en", "original": "on"}
    assert "one text in each language" in save(people, draft, english, {"language": "en"}).text
    assert draft.texts.count() == 1


def test_one_abuse_type_twice_is_refused_with_a_sentence(people: People, draft: models.Testimony) -> None:
    english = {"id": draft.texts.get().pk, "language": "en", "original": "on"}
    answer = save(people, draft, english, tags=["debt-bondage", "debt-bondage"])
    assert "Each abuse type can be tagged once" in answer.text
    assert not draft.tags.exists()
