"""What stands beside the texts is read like them: citation, photographs' words, pseudonym, address of the source."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from testimonies.desk import models
from testimonies.desk.assistant.answers import Answer
from testimonies.desk.assistant.look import look_at, token
from testimonies.desk.models import Choice, PhotoText
from testimonies.desk.moderation.refusals import Unmet
from testimonies.desk.moderation.settle_findings import settle_findings
from testimonies.desk.moderation.submit import submit
from tests.people import People, make_draft, make_record
from tests.pictures import bare_photo


def refused(testimony: models.Testimony, people: People) -> str:
    with pytest.raises(Unmet) as refusal:
        submit(testimony=testimony, actor=people.ari)
    return " ".join(issue.message for issue in refusal.value.issues)


def settle(testimony: models.Testimony, people: People, choice: Choice) -> None:
    answers = [Answer(token(found), choice, "made up for a test") for found in look_at(testimony).open]
    settle_findings(testimony=testimony, actor=people.ari, answers=answers)
    testimony.refresh_from_db()


def test_a_name_in_a_citation_is_settled_before_the_account_is_handed_in(people: People) -> None:
    testimony = make_draft(people.ari, citation="Interview with Park Yong-ho, 2021")
    assert "not settled yet: 1" in refused(testimony, people)
    settle(testimony, people, Choice.KEEP)
    submit(testimony=testimony, actor=people.ari)


def test_what_is_generalised_in_a_citation_is_replaced_there(people: People) -> None:
    testimony = make_draft(people.ari, citation="Interview with Park Yong-ho, tel. +7 914 000 11 22")
    settle(testimony, people, Choice.GENERALISE)
    assert "Park" not in testimony.citation
    assert "914" not in testimony.citation
    assert testimony.citation.startswith("Interview with ⟨")
    submit(testimony=testimony, actor=people.ari)


def test_days_and_houses_of_a_citation_are_its_own(people: People) -> None:
    testimony = make_draft(people.ari, citation="“A Winter of Debts”, Example House LLC, 12 November 2021, p. 14")
    submit(testimony=testimony, actor=people.ari)


def test_the_words_of_a_photograph_are_read(people: People) -> None:
    testimony = make_draft(people.ari)
    photo = bare_photo(testimony)
    words = PhotoText.objects.create(photo=photo, language="en", alt="Sergei Volkov beside a lorry", caption="")
    assert [subject.forms for subject in look_at(testimony).open] == [frozenset({"Sergei Volkov"})]
    settle(testimony, people, Choice.GENERALISE)
    words.refresh_from_db()
    assert words.alt.endswith("⟩ beside a lorry")


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("source_url", "https://t.me/nobody_at_all_1", "The address of the source holds what must not be public"),
        ("pseudonym", "call +7 914 000 11 22", "The pseudonym holds what must not be public"),
    ],
)
def test_what_reaches_a_person_is_refused_where_nothing_can_stand_instead(
    people: People, field: str, value: str, said: str
) -> None:
    testimony = make_draft(people.ari)
    row = testimony if field == "source_url" else testimony.contributor
    setattr(row, field, value)
    row.save()
    message = refused(testimony, people)
    assert said in message
    assert value not in message


def test_what_names_nobody_by_itself_is_settled_too(people: People) -> None:
    testimony = make_draft(people.ari, body="First.\n\nIn the second winter I lost two fingers.\n\nThird.")
    assert "not settled yet: 1" in refused(testimony, people)


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"source": {"kind": "interview", "citation": "Interview, +7 914 000 11 22"}}, "source.citation"),
        ({"source": {"kind": "interview", "url": "https://t.me/nobody_at_all_1"}}, "source.url"),
        ({"pseudonym": "somebody@example.org"}, "pseudonym"),
    ],
)
def test_an_import_reviewed_elsewhere_is_not_believed_there(
    people: People, tmp_path: Path, changes: dict[str, Any], key: str
) -> None:
    file = tmp_path / "one.jsonl"
    file.write_text(json.dumps(make_record(**changes)), encoding="utf-8")
    with pytest.raises(CommandError) as refusal:
        call_command(
            "import_testimonies", str(file), "--publish", submitted_by="cho", approved_by="rok", stdout=StringIO()
        )
    assert f"line 1: {key}: holds what must not be public" in str(refusal.value)
    assert "914 000" not in str(refusal.value)
    assert not models.Testimony.objects.exists()
