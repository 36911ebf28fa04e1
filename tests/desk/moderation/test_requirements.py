"""What must hold before a verb, and that nothing happens where it does not."""

from collections.abc import Callable
from functools import partial

import pytest

from testimonies.desk import models
from testimonies.desk.models import Contributor, Decision, Tag, VocabularyTerm
from testimonies.desk.moderation.approve import approve
from testimonies.desk.moderation.publish import publish
from testimonies.desk.moderation.refusals import Unmet
from testimonies.desk.moderation.submit import submit
from testimonies.edition.models import PublishedTestimony, PublishedText
from tests.people import (
    EVERY_CHECK,
    People,
    advance,
    change_words,
    make_consent,
    make_contributor,
    make_testimony,
    make_text,
)


@pytest.mark.parametrize("answers", [{}, {"public_text": "ask"}, {"public_text": "no"}, {"quote": "yes"}])
def test_only_a_recorded_yes_lets_a_text_be_approved(people: People, answers: dict[str, str]) -> None:
    testimony = make_testimony(people, "submitted", contributor=make_contributor(answers=answers))
    with pytest.raises(Unmet, match="has not agreed"):
        approve(testimony=testimony, actor=people.rok, checklist=EVERY_CHECK)
    testimony.refresh_from_db()
    assert testimony.status == "submitted"


@pytest.mark.parametrize("answers", [{}, {"public_text": "ask"}, {"public_text": "no"}])
def test_a_consent_that_changed_after_the_approval_stops_publication(people: People, answers: dict[str, str]) -> None:
    testimony = make_testimony(people, "approved")
    make_consent(testimony.contributor, answers=answers)
    with pytest.raises(Unmet, match="has not agreed"):
        publish(testimony=testimony, actor=people.cho)
    testimony.refresh_from_db()
    assert testimony.status == "approved"
    assert not PublishedTestimony.objects.exists()


def test_nobody_is_submitted_without_a_consent(people: People) -> None:
    testimony = make_testimony(people, contributor=Contributor.objects.create(pseudonym="Min"))
    with pytest.raises(Unmet, match="no consent"):
        submit(testimony=testimony, actor=people.ari)


def test_a_refused_translation_stays_at_the_desk(people: People) -> None:
    consent = make_contributor(answers={"public_text": "yes", "translation": "no"})
    make_testimony(people, "published", contributor=consent, languages=("en", "ko", "ru"))
    assert list(PublishedText.objects.values_list("language", flat=True)) == ["en"]


def test_an_allowed_translation_is_published(people: People) -> None:
    consent = make_contributor(answers={"public_text": "yes", "translation": "yes"})
    make_testimony(people, "published", contributor=consent, languages=("en", "ko"))
    assert set(PublishedText.objects.values_list("language", flat=True)) == {"en", "ko"}


def test_a_translation_refused_after_the_approval_asks_for_another_approval(people: People) -> None:
    consent = make_contributor(answers={"public_text": "yes", "translation": "yes"})
    testimony = make_testimony(people, "approved", contributor=consent, languages=("en", "ko"))
    make_consent(consent, answers={"public_text": "yes", "translation": "no"})
    with pytest.raises(Unmet, match="approved again"):
        publish(testimony=testimony, actor=people.cho)


def test_every_place_that_is_not_public_becomes_one_that_is(people: People) -> None:
    hidden = VocabularyTerm.objects.filter(kind="place", public=False)
    assert hidden.count() > 5
    public = set(VocabularyTerm.objects.public().filter(kind="place").values_list("slug", flat=True))
    for place in hidden:
        testimony = make_testimony(people, "published", place=place.slug)
        assert PublishedTestimony.objects.get(code=testimony.code).place in public, place.slug


def test_a_city_becomes_its_macro_region(people: People) -> None:
    testimony = make_testimony(people, "published", place="vladivostok")
    assert PublishedTestimony.objects.get(code=testimony.code).place == "russian-far-east"


Spoil = Callable[[models.Testimony], object]
SPOILT: dict[str, tuple[Spoil, str]] = {
    "no text": (lambda t: t.texts.all().delete(), "original"),
    "no original": (lambda t: t.texts.update(original=False), "original"),
    "no title": (lambda t: t.texts.update(title=" "), "title and a body"),
    "no body": (lambda t: t.texts.update(body=" \n\n "), "title and a body"),
    "an empty translation": (lambda t: make_text(t, "ko", body=" "), "title and a body"),
    "an unknown sector": (lambda t: models.Testimony.objects.filter(pk=t.pk).update(sector="piracy"), "vocabulary"),
    "an unknown place": (lambda t: models.Testimony.objects.filter(pk=t.pk).update(place="atlantis"), "vocabulary"),
    "an unknown tag": (lambda t: Tag.objects.create(testimony=t, term="mischief"), "vocabulary"),
    "a tag on no paragraph": (lambda t: t.tags.update(paragraphs=[9]), "paragraph 9"),
    "half a period": (lambda t: models.Testimony.objects.filter(pk=t.pk).update(period_to=None), "both years"),
    "a period that ends first": (
        lambda t: models.Testimony.objects.filter(pk=t.pk).update(period_to=1999),
        "earlier one",
    ),
    "a period to come": (lambda t: models.Testimony.objects.filter(pk=t.pk).update(period_to=2190), "until now"),
    "a report without citation": (
        lambda t: make_consent(t.contributor, basis="published-report", answers={"public_text": "yes"}),
        "citation",
    ),
    "a person marked synthetic": (
        lambda t: models.Testimony.objects.filter(pk=t.pk).update(synthetic=True),
        "synthetic",
    ),
}


@pytest.mark.parametrize("name", SPOILT)
def test_what_is_not_sound_is_neither_submitted_nor_approved_nor_published(people: People, name: str) -> None:
    spoil, sentence = SPOILT[name]
    for status, verb, actor in (
        ("draft", submit, people.ari),
        ("submitted", partial(approve, checklist=EVERY_CHECK), people.rok),
    ):
        testimony = make_testimony(people, status)
        spoil(testimony)
        with pytest.raises(Unmet, match=sentence):
            verb(testimony=testimony, actor=actor)
    testimony = make_testimony(people, "approved")
    spoil(testimony)
    with pytest.raises(Unmet, match=sentence):
        publish(testimony=testimony, actor=people.cho)
    assert not PublishedTestimony.objects.exists()
    assert not Decision.objects.filter(verb="publish").exists()


def test_what_differs_from_what_was_approved_is_not_published(people: People) -> None:
    """Whatever way a word got past the verbs: the signature is for other words."""
    testimony = make_testimony(people, "approved")
    testimony.texts.update(title="Another title")
    with pytest.raises(Unmet, match="approved again"):
        publish(testimony=testimony, actor=people.cho)


def test_ids_of_a_translation_that_was_away_are_not_given_to_other_words(people: People) -> None:
    yes, no = {"public_text": "yes", "translation": "yes"}, {"public_text": "yes", "translation": "no"}
    testimony = make_testimony(people, "published", contributor=make_contributor(answers=yes), languages=("en", "ko"))
    make_consent(testimony.contributor, answers=no)
    change_words(testimony, people.cho, title="Second")
    advance(testimony, people, "published")
    make_consent(testimony.contributor, answers=yes)
    change_words(testimony, people.cho, language="ko", body="Completely new: 12345.\n\nThe second speaks of wages.")
    advance(testimony, people, "published")
    text = PublishedText.objects.get(testimony__code=testimony.code, testimony__version=3, language="ko")
    assert [identifier for identifier, _words in text.paragraphs] == ["p4", "p2"]
