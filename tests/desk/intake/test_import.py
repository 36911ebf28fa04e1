"""`import_testimonies`: what is wrong is named by line and key, never quoted, and then nothing at all is written."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from nacl.encoding import HexEncoder
from nacl.public import PrivateKey, SealedBox

from testimonies.desk import models
from testimonies.desk.models import Owed, SealedEntry, Text
from testimonies.desk.seal import make_seal_key
from testimonies.edition.models import PublishedTestimony
from tests.people import BODY, People, advance, make_draft, make_record, make_testimony
from tests.real_stores import Stores

SECRET = "Quisquilla"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "records.jsonl"


def lines(*records: Any) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def rows() -> dict[str, int]:
    """How many rows every table of the desk has."""
    return {model.__name__: model._default_manager.count() for model in apps.get_app_config("desk").get_models()}


def run(file: Path, content: bytes, **options: Any) -> str:
    file.write_bytes(content)
    out = StringIO()
    call_command("import_testimonies", str(file), stdout=out, **{"submitted_by": "ari", **options})
    return out.getvalue()


def refusal(file: Path, content: bytes, **options: Any) -> str:
    """What is said of a file that is refused; it is the same for a dry run, and nothing is written by either."""
    before = rows()
    said = []
    for dry_run in (True, False):
        with pytest.raises(CommandError) as refused:
            run(file, content, dry_run=dry_run, **options)
        said.append(str(refused.value))
        assert rows() == before
    assert said[0] == said[1]
    assert said[0].startswith("Nothing was written.")
    assert SECRET not in said[0]
    return said[0]


def text(**changes: Any) -> dict[str, Any]:
    return {"language": "en", "title": "An account", "body": BODY, **changes}


def deep(depth: int) -> str:
    return "[" * depth + "]" * depth


# A wrong record, and the key its refusal must name.
WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "unknown key": (make_record(nickname=SECRET), "nickname: unknown key"),
    "unknown key of a text": (make_record(texts=[text(subtitle=SECRET)]), "texts[0].subtitle: unknown key"),
    "unknown key of a tag": (make_record(tags=[{"term": "debt-bondage", "x": SECRET}]), "tags[0].x: unknown key"),
    "unknown key of the source": (make_record(source={"author": SECRET}), "source.author: unknown key"),
    "unknown key of the consent": (make_record(consent={"basis": "direct", "by": SECRET}), "consent.by: unknown"),
    "unknown scope": (
        make_record(consent={"basis": "direct", "scopes": {"television": SECRET}}),
        "consent.scopes.television: unknown key",
    ),
    "unknown answer": (
        make_record(consent={"basis": "direct", "scopes": {"press": SECRET}}),
        "consent.scopes.press: must be one of",
    ),
    "unknown confidential key": (make_record(confidential={"shoe_size": SECRET}), "confidential.shoe_size: unknown"),
    "no pseudonym": (make_record(pseudonym=None), "pseudonym: is missing"),
    "no texts": (make_record(texts=None), "texts: is missing"),
    "no consent": (make_record(consent=None), "consent: is missing"),
    "no basis": (make_record(consent={}), "consent.basis: is missing"),
    "no body": (make_record(texts=[{"language": "en", "title": SECRET}]), "texts[0].body: is missing"),
    "an empty list of texts": (make_record(texts=[]), "texts: must have at least 1"),
    "a number for a name": (make_record(pseudonym=7), "pseudonym: must be of type string"),
    "a list for a name": (make_record(pseudonym=[SECRET]), "pseudonym: must be of type string"),
    "a text for texts": (make_record(texts=SECRET), "texts: must be of type array"),
    "a text for a boolean": (make_record(synthetic=SECRET), "synthetic: must be of type boolean"),
    "a number for a boolean": (make_record(synthetic=1), "synthetic: must be of type boolean"),
    "an empty name": (make_record(pseudonym=" "), "pseudonym:"),
    "a long name": (make_record(pseudonym=SECRET * 10), "pseudonym: must have at most 60"),
    "a name in two lines": (make_record(pseudonym=f"{SECRET}\nx"), "pseudonym:"),
    "a name with a line end": (make_record(pseudonym=f"{SECRET}\n"), "pseudonym:"),
    "a NUL": (make_record(texts=[text(body=f"{SECRET}\x00")]), "texts[0].body:"),
    "a NUL in a title": (make_record(texts=[text(title=f"{SECRET}\x00")]), "texts[0].title:"),
    "half a character": (make_record(texts=[text(body=f"{SECRET} \ud800")]), "texts[0].body:"),
    "half a character in a name": (make_record(pseudonym=f"{SECRET}\udfff"), "pseudonym:"),
    "half a character in a secret": (make_record(confidential={"real_name": f"{SECRET}\ud800"}), "real_name:"),
    "half a character in a key": (make_record(**{"\ud800": SECRET}), "unknown key"),
    "half a character in a citation": (make_record(source={"citation": f"{SECRET}\ud800"}), "source.citation:"),
    "half a character in an address": (make_record(source={"url": f"https://{SECRET}\ud800"}), "source.url:"),
    "an empty body": (make_record(texts=[text(body=" \n\n ")]), "texts[0].body: is empty"),
    "two texts in a language": (make_record(texts=[text(original=True), text()]), "texts: two texts in one language"),
    "two originals": (
        make_record(texts=[text(original=True), text(language="ko", original=True)]),
        "texts: exactly one must be the original",
    ),
    "no original of two": (make_record(texts=[text(), text(language="ko")]), "texts: exactly one"),
    "an unknown language": (make_record(texts=[text(language=SECRET)]), "texts[0].language: must be one of en, ko, ru"),
    "an unknown tag": (make_record(tags=[{"term": SECRET}]), "tags[0].term: unknown term"),
    "one tag twice": (make_record(tags=[{"term": "debt-bondage"}] * 2), "tags: one term twice"),
    "a tag on no paragraph": (
        make_record(tags=[{"term": "debt-bondage", "paragraphs": [4]}]),
        "tags[0].paragraphs: the original has 3",
    ),
    "a tag on half a paragraph": (
        make_record(tags=[{"term": "debt-bondage", "paragraphs": [1.5]}]),
        "tags[0].paragraphs[0]: must be of type integer",
    ),
    "a tag on paragraph 0": (
        make_record(tags=[{"term": "debt-bondage", "paragraphs": [0]}]),
        "tags[0].paragraphs[0]: must be at least 1",
    ),
    "an unknown sector": (make_record(sector=SECRET), "sector: unknown term"),
    "an unknown place": (make_record(place=SECRET), "place: unknown term"),
    "an unknown recruitment": (make_record(recruitment=SECRET), "recruitment: unknown term"),
    "an unknown exit": (make_record(exit=SECRET), "exit: must be one of"),
    "an unknown warning": (make_record(warnings=[SECRET]), "warnings[0]: must be one of"),
    "a warning twice": (make_record(warnings=["death", "death"]), "warnings: names something twice"),
    "a period backwards": (make_record(period=[2020, 2018]), "period: the earlier year"),
    "half a period": (make_record(period=[2020]), "period: must have at least 2"),
    "a year of the middle ages": (make_record(period=[1250, 2018]), "period[0]: must be at least 1945"),
    "a script for an address": (make_record(source={"url": f"javascript:{SECRET}"}), "source.url:"),
    "a day that is none": (make_record(consent={"basis": "direct", "given_on": "2024-02-30"}), "consent.given_on:"),
    "a consent of tomorrow": (make_record(consent={"basis": "direct", "given_on": "2199-01-01"}), "consent.given_on:"),
    "a day with a line end": (make_record(consent={"basis": "direct", "given_on": "2024-02-20\n"}), "consent.given_on"),
    "a code of another form": (make_record(code=SECRET), "code:"),
    "a code in small letters": (make_record(code="nkr-7f3k"), "code:"),
    "a code with a line end": (make_record(code="NKR-7F3K\n"), "code:"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_record_is_named_by_line_and_key(people: People, stores: Stores, file: Path, name: str) -> None:
    make_seal_key()
    record, sentence = WRONG[name]
    said = refusal(file, lines(make_record(), record, make_record()))
    assert f"line 2: {sentence}" in said or (sentence in said and "line 2: " in said), said
    assert "line 1" not in said
    assert "line 3" not in said


# Lines that are no record at all.
BROKEN: dict[str, tuple[bytes, str]] = {
    "no JSON": (SECRET.encode(), "not a JSON object"),
    "half a JSON": (b'{"pseudonym": "' + SECRET.encode(), "not a JSON object"),
    "two on a line": (lines(make_record()).strip() * 2, "not a JSON object"),
    "a list": (b"[1, 2]", "must be of type object"),
    "a text": (f'"{SECRET}"'.encode(), "must be of type object"),
    "nothing": (b"null", "must be of type object"),
    "not UTF-8": (b'{"pseudonym": "' + SECRET.encode() + b'\xff"}', "not UTF-8"),
    "UTF-16": (json.dumps(make_record()).encode("utf-16-le").replace(b"\n", b""), "not"),
    "a bare NUL": (b'{"pseudonym": "\x00"}', "not a JSON object"),
    "only NULs": (b"\x00" * 100, "not a JSON object"),
    "a key twice": (b'{"pseudonym": "' + SECRET.encode() + b'", "pseudonym": "x"}', "pseudonym: appears twice"),
    "an inner key twice": (
        b'{"pseudonym": "x", "consent": {"basis": "direct", "basis": "synthetic"}}',
        "basis: appears twice",
    ),
    "a number without end": (b'{"pseudonym": ' + b"9" * 10_000 + b"}", "not a JSON object"),
    "no number": (b'{"pseudonym": "x", "period": [NaN, Infinity]}', "period[0]: must be of type integer"),
    "nested without end": (b'{"pseudonym": ' + deep(100_000).encode() + b"}", "not a JSON object"),
    **{
        f"nested {depth} deep": (f'{{"pseudonym": {deep(depth)}}}'.encode(), "line 2: ")
        for depth in (50, 400, 800, 950, 990)
    },
    **{
        f"twice, nested {depth} deep": (f'{{"warnings": [{deep(depth)}, {deep(depth)}]}}'.encode(), "line 2: ")
        for depth in (50, 400, 800, 950)
    },
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_line_is_named(people: People, file: Path, name: str) -> None:
    line, sentence = BROKEN[name]
    said = refusal(file, lines(make_record()) + line + b"\n" + lines(make_record()))
    assert "line 2: " in said
    assert sentence in said
    assert "line 1: " not in said
    assert "line 3: " not in said


def test_a_giant_line_is_refused_before_it_fills_the_memory(people: People, file: Path) -> None:
    assert "line 2: longer than" in refusal(file, lines(make_record(), make_record(pseudonym="x" * 5_000_000)))


def test_a_line_made_to_keep_a_pattern_busy_is_refused_at_once(people: People, file: Path) -> None:
    busy = make_record(pseudonym="x" * 200_000 + "\x01\x01", texts=[text(title=" " * 200_000 + "\x01\x01")])
    said = refusal(file, lines(busy))
    assert "line 1: pseudonym: " in said
    assert "line 1: texts[0].title: " in said


def test_every_wrong_line_is_named_at_once(people: People, file: Path) -> None:
    said = refusal(file, lines(make_record(sector="x"), make_record(), make_record(place="x", exit=SECRET)))
    assert "line 1: sector" in said
    assert "line 3: exit" in said


def test_a_flood_of_problems_is_cut(people: People, file: Path) -> None:
    said = refusal(file, lines(*[make_record(sector="x")] * 80))
    assert "... and 30 more." in said
    assert len(said.splitlines()) == 52


@pytest.mark.parametrize("content", [b"", b"\n\n \r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\r\n"])
def test_a_file_without_a_record_is_refused(people: People, file: Path, content: bytes) -> None:
    assert "no record" in refusal(file, content)


def test_what_a_windows_editor_adds_does_not_hurt(people: People, file: Path) -> None:
    content = b"\xef\xbb\xbf" + lines(make_record(), make_record()).replace(b"\n", b"\r\n") + b"\r\n  \r\n\n"
    assert "2 records were entered as drafts" in run(file, content)
    assert models.Testimony.objects.count() == 2


def test_the_last_line_needs_no_end(people: People, file: Path) -> None:
    assert "2 records" in run(file, lines(make_record(), make_record()).rstrip())


def test_a_code_that_is_taken_is_refused(people: People, file: Path) -> None:
    there = make_draft(people.ari)
    assert "line 1: code: " in refusal(file, lines(make_record(code=there.code)))


def test_a_code_that_comes_twice_is_refused(people: People, file: Path) -> None:
    assert "line 2: code: " in refusal(file, lines(*[make_record(code="NKR-7F3K")] * 2))


def test_the_code_of_a_withdrawn_account_is_not_used_again(people: People, file: Path) -> None:
    gone = make_testimony(people, "withdrawn")
    assert "line 1: code: " in refusal(file, lines(make_record(code=gone.code)))


def test_a_full_record_arrives_whole(people: People, stores: Stores, file: Path) -> None:
    record = make_record(
        code="NKR-7F3K",
        texts=[text(original=True, summary="In short."), text(language="ko", title="증언", body="하나.\n\n둘.")],
        recruitment="selected",
        exit="returned",
        tags=[{"term": "debt-bondage", "paragraphs": [2, 1, 2], "strength": "implied"}],
    )
    run(file, lines(record))
    entered = models.Testimony.objects.get()
    assert (entered.code, entered.status, entered.author) == ("NKR-7F3K", "draft", people.ari)
    assert (entered.sector, entered.place, entered.recruitment) == ("construction", "russian-far-east", "selected")
    assert (entered.period_from, entered.period_to, entered.exit) == (2018, 2020, "returned")
    assert (entered.source_kind, entered.citation, entered.warnings) == ("interview", "An interview", ["violence"])
    assert [(t.language, t.original, t.paragraphs) for t in entered.texts.all()] == [
        ("en", True, BODY.split("\n\n")),
        ("ko", False, ["하나.", "둘."]),
    ]
    tag = entered.tags.get()
    assert (tag.term, tag.paragraphs, tag.strength) == ("debt-bondage", [1, 2], "implied")
    consent = entered.contributor.consent
    assert consent
    assert (entered.contributor.pseudonym, consent.basis, str(consent.given_on)) == ("Min", "direct", "2024-05-02")
    assert [decision.verb for decision in entered.decisions.all()] == ["accession"]
    assert not PublishedTestimony.objects.exists()


def test_whole_numbers_written_with_a_point_are_whole_numbers(people: People, file: Path) -> None:
    content = lines(make_record()).replace(b'"paragraphs": [2]', b'"paragraphs": [2.0]').replace(b"2018", b"2018.0")
    run(file, content)
    advance(models.Testimony.objects.get(), people, "published")
    assert PublishedTestimony.objects.get().period_from == 2018


def test_a_line_of_spaces_is_a_blank_line(people: People, file: Path) -> None:
    run(file, lines(make_record(texts=[text(body="One.\n \t\nTwo.\r\n\u3000\r\nThree.")])))
    assert Text.objects.get().paragraphs == ["One.", "Two.", "Three."]


def test_a_dry_run_writes_nothing(people: People, file: Path) -> None:
    before = rows()
    assert "Nothing was written" in run(file, lines(make_record(), make_record()), dry_run=True)
    assert rows() == before


PUBLISH = {"publish": True, "submitted_by": "cho", "approved_by": "rok"}


def test_published_records_carry_both_names_and_are_found(people: People, stores: Stores, file: Path) -> None:
    assert "published" in run(file, lines(make_record(code="NKR-7F3K"), make_record()), **PUBLISH)
    by = models.Testimony.objects.get(code="NKR-7F3K").decisions.values_list("verb", "actor__username")
    assert list(by) == [("accession", "cho"), ("submit", "cho"), ("approve", "rok"), ("publish", "cho")]
    assert PublishedTestimony.objects.current().count() == 2
    assert not Owed.objects.unpaid().exists()
    call_command("verify_edition", stdout=StringIO())


def test_a_dry_run_of_a_publication_writes_nothing(people: People, file: Path) -> None:
    before = rows()
    run(file, lines(make_record()), dry_run=True, **PUBLISH)
    assert rows() == before
    assert not PublishedTestimony.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"consent": {"basis": "direct", "scopes": {"public_text": "no"}}}, "not agreed"),
        ({"consent": {"basis": "direct"}}, "not agreed"),
        ({"consent": {"basis": "synthetic", "scopes": {"public_text": "yes"}}}, "synthetic"),
        ({"period": [2018, 2190]}, "until now"),
    ],
)
def test_what_may_not_be_published_stops_the_whole_file(
    people: People, file: Path, changes: dict[str, Any], sentence: str
) -> None:
    said = refusal(file, lines(make_record(), make_record(**changes), make_record()), **PUBLISH)
    assert "line 2: " in said
    assert sentence in said
    assert not PublishedTestimony.objects.exists()


@pytest.mark.parametrize(
    "options",
    [
        {"publish": True},
        {"publish": True, "submitted_by": "cho"},
        {"publish": True, "approved_by": "rok", "submitted_by": None},
        {"approved_by": "rok"},
        {"publish": True, "submitted_by": "rok", "approved_by": "rok"},
        {"publish": True, "submitted_by": "cho", "approved_by": "nemo"},
        {"submitted_by": "nemo"},
        {"submitted_by": None},
    ],
)
def test_without_two_people_nothing_is_published(people: People, file: Path, options: dict[str, Any]) -> None:
    before = rows()
    with pytest.raises(CommandError):
        run(file, lines(make_record()), **options)
    assert rows() == before


@pytest.mark.parametrize(
    ("submitted_by", "approved_by"),
    [("cho", "ari"), ("cho", "kim"), ("cho", "adm"), ("cho", "nobody"), ("rok", "cho"), ("nobody", "rok")],
)
def test_both_people_need_the_role(people: People, file: Path, submitted_by: str, approved_by: str) -> None:
    said = refusal(file, lines(make_record()), publish=True, submitted_by=submitted_by, approved_by=approved_by)
    assert "role" in said


def test_somebody_who_left_signs_nothing(people: People, file: Path) -> None:
    people.rok.is_active = False
    people.rok.save()
    with pytest.raises(CommandError, match="no active staff account rok"):
        run(file, lines(make_record()), **PUBLISH)


@pytest.mark.parametrize("name", ["records.csv", "records.txt", "records"])
def test_other_files_are_refused(people: People, tmp_path: Path, name: str) -> None:
    with pytest.raises(CommandError, match="JSON Lines"):
        run(tmp_path / name, lines(make_record()))


def test_a_file_that_is_not_there_is_a_sentence(people: People, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_testimonies", str(tmp_path / "none.jsonl"), submitted_by="ari")


def test_what_is_confidential_is_sealed_and_opens_with_the_private_key(
    people: People, stores: Stores, tmp_path: Path, file: Path
) -> None:
    call_command("make_seal_key", str(tmp_path / "private"), stdout=StringIO())
    secrets = {"real_name": f"{SECRET} 김", "employer": "An employer", "notes": "A\nnote"}
    run(file, lines(make_record(confidential=secrets)))
    box = SealedBox(PrivateKey((tmp_path / "private").read_bytes(), encoder=HexEncoder))
    opened = [json.loads(box.decrypt(bytes(entry.ciphertext))) for entry in SealedEntry.objects.all()]
    assert {entry["field"]: entry["words"] for entry in opened} == secrets
    on_disk = [path for path in stores.data.rglob("*") if path.is_file()]
    assert len(on_disk) > 3
    for path in on_disk:
        content = path.read_bytes()
        assert SECRET.encode() not in content
        assert b"An employer" not in content
        assert (tmp_path / "private").read_bytes() not in content


def test_without_a_key_nothing_confidential_is_taken_in(people: People, file: Path) -> None:
    said = refusal(file, lines(make_record(), make_record(confidential={"real_name": SECRET})))
    assert "line 2: confidential: " in said


def test_a_second_key_does_not_replace_the_first(people: People, stores: Stores, tmp_path: Path) -> None:
    call_command("make_seal_key", str(tmp_path / "private"), stdout=StringIO())
    key = (stores.data / "desk" / "seal.pub").read_bytes()
    with pytest.raises(CommandError, match="already"):
        call_command("make_seal_key", str(tmp_path / "other"), stdout=StringIO())
    assert (stores.data / "desk" / "seal.pub").read_bytes() == key
    assert not (tmp_path / "other").exists()


Where = Callable[[Stores, Path], Path]


@pytest.mark.parametrize("where", [lambda s, _: s.data / "private", lambda _, t: t / "none" / "x", lambda _, t: t])
def test_a_private_key_that_cannot_lie_there_is_not_made(stores: Stores, tmp_path: Path, where: Where) -> None:
    with pytest.raises(CommandError):
        call_command("make_seal_key", str(where(stores, tmp_path)), stdout=StringIO())
    assert not (stores.data / "desk" / "seal.pub").exists()
