"""Consents at the desk: what must be known of a yes, and what a reviewer is shown of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from testimonies.desk.models import Consent
from tests.days import day
from tests.people import People, make_consent, make_contributor, make_testimony, sign_in

GIVEN = {
    "form": "recorded",
    "language": "ko",
    "explained": ["risks", "withdrawal"],
    "recontact": "unknown",
    "public_text": "yes",
}
SENTENCES = {
    "form": "Say how this consent was given.",
    "language": "Say in which language it was given.",
    "explained": "without having been told of the risks",
}


def enter(people: People, **changes: Any) -> tuple[int, str]:
    """What the desk answers to a consent entered by hand."""
    contributor = make_contributor(answers={})
    sent = {"contributor": contributor.pk, "basis": "direct", "given_on": day().isoformat(), **GIVEN, **changes}
    answer = sign_in(Client(), people.cho).post(reverse("admin:desk_consent_add"), sent)
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize("basis", ["direct", "legal-representative"])
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"form": ""}, "form"),
        ({"language": ""}, "language"),
        ({"explained": []}, "explained"),
        ({"explained": ["purpose", "risks"]}, "explained"),
        ({"explained": ["withdrawal", "scopes"]}, "explained"),
    ],
)
def test_a_yes_needs_the_proof_of_how_it_was_given(
    people: People, basis: str, changes: dict[str, Any], field: str
) -> None:
    before = Consent.objects.count()
    status, words = enter(people, basis=basis, **changes)
    assert status == 200
    assert [name for name, sentence in SENTENCES.items() if sentence in words] == [field]
    # Only the one without answers that the contributor was made with.
    assert Consent.objects.count() == before + 1


def test_a_no_needs_none_and_neither_does_a_report(people: People) -> None:
    nothing = {"form": "", "language": "", "explained": []}
    assert enter(people, **nothing, public_text="no")[0] == 302
    assert enter(people, **nothing, basis="published-report")[0] == 302
    assert enter(people)[0] == 302


def test_a_reviewer_is_shown_everything_that_is_recorded_of_the_consent(people: People) -> None:
    contributor = make_contributor(answers={})
    make_consent(
        contributor,
        answers={"public_text": "yes", "court": "ask"},
        basis="legal-representative",
        form="witnessed",
        language="ru",
        interpreter=True,
        explained=["risks", "lasting"],
        recontact=False,
        embargo_until=day(3),
        expires_on=day(500),
        review_on=day(400),
    ).conditions.create(words="not in the Korean press")
    testimony = make_testimony(people, "submitted", contributor=contributor)
    browser = sign_in(Client(), people.rok)
    page = browser.get(reverse("admin:desk_testimony_approve", args=[testimony.pk])).content.decode()
    shown = page.split("consent-heading", 1)[1].split("</section>", 1)[0]
    for words in (
        "Consent of a legal representative",
        "Spoken before a witness",
        "Русский",
        "<dt>An interpreter was present</dt><dd>yes</dd>",
        "The risks for them and their family; That copies others made cannot be called back",
        "<dt>May be contacted again</dt><dd>no</dd>",
        f"<dt>Not public before</dt><dd>{day(3).isoformat()}</dd>",
        f"<dt>Expires after</dt><dd>{day(500).isoformat()}</dd>",
        f"<dt>To be asked again by</dt><dd>{day(400).isoformat()}</dd>",
        "not in the Korean press",
        "<dt>Use in court</dt><dd>Ask again</dd>",
    ):
        assert words in shown, words
