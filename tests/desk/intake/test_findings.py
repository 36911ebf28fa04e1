"""A record that comes in as reviewed is read all the same, and what was sealed must not stand in what is public."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from testimonies.desk import models
from testimonies.desk.models import KnownWords, Settlement, Text
from testimonies.desk.seal import make_seal_key
from tests.people import BODY, People, make_record

NAMING = "We waited for Sergei Volkov.\n\nThe second speaks of wages.\n\nOn 12 November 2018 it was over."


def bring(tmp_path: Path, record: dict[str, Any], *options: str) -> str:
    file, out = tmp_path / "one.jsonl", StringIO()
    file.write_text(json.dumps(record))
    signed: tuple[str, ...] = ("--publish", "--submitted-by", "cho", "--approved-by", "rok")
    if "--draft" in options:
        signed, options = ("--submitted-by", "ari"), ()
    call_command("import_testimonies", str(file), *signed, *options, stdout=out)
    return out.getvalue()


def with_text(body: str = BODY, **changes: Any) -> dict[str, Any]:
    text = {"language": "en", "original": True, "title": "An account", "summary": "In short.", "body": body}
    return make_record(
        synthetic=True, consent={"basis": "synthetic", "scopes": {"public_text": "yes"}}, **{"texts": [text], **changes}
    )


@pytest.fixture(autouse=True)
def ready(people: People) -> None:
    make_seal_key()


def test_a_dry_run_names_line_and_key_of_what_it_found_and_no_word(people: People, tmp_path: Path) -> None:
    said = bring(tmp_path, with_text(NAMING), "--dry-run")
    assert "line 1: texts[0].body: may say who somebody is (date: 1, name: 1)." in said
    assert "Whoever approved these records answers for what is named above." in said
    assert "Volkov" not in said
    assert not models.Testimony.objects.exists()


def test_what_another_house_reviewed_is_published_and_the_decision_is_kept(people: People, tmp_path: Path) -> None:
    said = bring(tmp_path, with_text(NAMING))
    assert "texts[0].body: may say who somebody is" in said
    assert models.Testimony.objects.get().status == "published"
    rows = list(Settlement.objects.all())
    assert sorted((row.kind, row.choice, row.reason) for row in rows) == [
        ("date", "keep", "reviewed-elsewhere"),
        ("name", "keep", "reviewed-elsewhere"),
    ]


@pytest.mark.parametrize("words", ["Call +7 924 305 11 72.", "Write to kim.ys@mail.ru.", "My passport PS 736210458."])
def test_what_reaches_a_person_at_once_is_not_believed(people: People, tmp_path: Path, words: str) -> None:
    with pytest.raises(CommandError, match=r"line 1: texts\[0\]\.body: holds what must not be public") as refusal:
        bring(tmp_path, with_text(f"{words}\n\nTwo.\n\nThree."))
    assert not any(word in str(refusal.value) for word in ("924", "kim.ys", "736"))
    assert not models.Testimony.objects.exists()


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"pseudonym": "Yongho"}, "pseudonym"),
        ({"source": {"citation": "Told by Choe Yong Ho"}}, "source.citation"),
        ({"source": {"citation": "x", "url": "https://example.org/%EC%98%81%ED%98%B8"}}, "source.url"),
        ({"title": "영호가 본 것"}, "texts[0].title"),
        ({"summary": "He worked for Dalstroiservis."}, "texts[0].summary"),
        ({"body": "Nobody came to Arsenyevka.\n\nTwo."}, "texts[0].body"),
        ({"body": "His number was 914-222-33-44.\n\nTwo."}, "texts[0].body"),
    ],
)
def test_what_is_sealed_may_not_stand_in_what_becomes_public(
    people: People, tmp_path: Path, changes: dict[str, Any], key: str
) -> None:
    text = {"language": "en", "title": "An account", "body": BODY}
    text |= {name: changes.pop(name) for name in ("title", "summary", "body") if name in changes}
    sealed = {
        "real_name": "최영호", "employer": "ООО «Дальстройсервис»", "city": "Арсеньевка", "contact": "8 914 222 33 44",
    }  # fmt: skip
    with pytest.raises(CommandError) as refusal:
        bring(tmp_path, with_text(texts=[text], confidential=sealed, tags=[], **changes))
    assert f"line 1: {key}: holds words of “confidential”." in str(refusal.value)
    assert not any(word in str(refusal.value) for word in ("영호", "Yong", "222", "Dal", "Arsen"))
    assert not models.Testimony.objects.exists()


def test_a_draft_may_name_whom_the_desk_will_then_find(people: People, tmp_path: Path) -> None:
    record = with_text("Choe Yong Ho wrote this.\n\nTwo.\n\nThree.", confidential={"real_name": "최영호"})
    bring(tmp_path, record, "--draft")
    assert Text.objects.get().body.startswith("Choe")
    assert KnownWords.objects.get().digests["real_name"]
    assert not Settlement.objects.exists()
