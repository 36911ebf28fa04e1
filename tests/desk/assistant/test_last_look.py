"""Nothing that was generalised, or sealed, stands in anything that would become public, on any path."""

from __future__ import annotations

from pathlib import Path

import pytest

from testimonies.desk import models
from testimonies.desk.assistant.known import is_comparable, remember
from testimonies.desk.backups.keys import take_keys
from testimonies.desk.models import KnownWords
from testimonies.desk.moderation.approve import approve
from testimonies.desk.moderation.publish import publish
from testimonies.desk.moderation.refusals import Unmet
from testimonies.desk.moderation.submit import submit
from testimonies.desk.safe.keys import key_folder
from tests.desk.assistant.pages import make_account, open_page
from tests.people import EVERY_CHECK, People, advance, make_contributor, make_draft

ORIGINALS = ("Kim", "Yong", "Volkov", "924", "736210458")


def generalised(people: People) -> models.Testimony:
    testimony = make_account(people)
    page = open_page(testimony, people.ari)
    assert page.save(**page.all_as("generalise")).answer.status_code == 302
    return testimony


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("citation", "An interview with Kim Yong Su, 2021", "The citation"),
        ("citation", "Call 8 (924) 305-11-72", "The citation"),
        ("source_url", "https://example.org/kim-yongsu-and-the-sea", "The address of the source"),
        ("source_url", "https://example.org/%ED%95%9C/%EA%B9%80%EC%9A%A9%EC%88%98", "The address of the source"),
        ("public_notes", ["A note on Volkova."], "A public note"),
    ],
)
def test_an_original_in_any_public_field_holds_the_account_back(
    people: People, field: str, value: object, said: str
) -> None:
    testimony = generalised(people)
    models.Testimony.objects.filter(pk=testimony.pk).update(**{field: value})
    with pytest.raises(Unmet) as refusal:
        submit(testimony=testimony, actor=people.ari)
    assert any(issue.code == "residue" and said in issue.message for issue in refusal.value.issues)
    assert not any(word in str(refusal.value) for word in ORIGINALS)


def test_a_pseudonym_that_is_the_name_holds_the_account_back(people: People) -> None:
    testimony = generalised(people)
    testimony.contributor.pseudonym = "Yongsu Kim"
    testimony.contributor.save()
    with pytest.raises(Unmet, match="The pseudonym still holds what was generalised or sealed"):
        submit(testimony=testimony, actor=people.ari)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("citation", "Интервью в Хабаровске", "The citation"),
        ("citation", "하바롭스크 인터뷰", "The citation"),
        ("source_url", "https://example.org/khabarovsk-camp", "The address of the source"),
    ],
)
def test_a_city_that_was_generalised_is_public_in_no_script(people: People, field: str, value: str, said: str) -> None:
    testimony = make_draft(people.ari, body="He worked in Khabarovsk for a year.\n\nTwo.\n\nThree.")
    page = open_page(testimony, people.ari)
    page.save(**page.all_as("generalise"))
    assert "Khabarovsk" not in testimony.texts.get().body
    models.Testimony.objects.filter(pk=testimony.pk).update(**{field: value})
    with pytest.raises(Unmet, match=f"{said} still holds what was generalised"):
        submit(testimony=testimony, actor=people.ari)


def test_the_day_of_a_report_is_no_day_of_the_account(people: People) -> None:
    testimony = make_draft(
        people.ari, body="On 12 November 2018 he left.\n\nTwo.", citation="A paper, 12 November 2018"
    )
    page = open_page(testimony, people.ari)
    page.save(**page.all_as("generalise"))
    submit(testimony=testimony, actor=people.ari)


def test_a_public_figure_may_stand_though_a_worker_had_his_surname(people: People) -> None:
    body = "Volkov, the minister's namesake, ran.\n\nThe minister Sergei Petrovich Volkov came once."
    testimony = make_draft(people.ari, body=body, citation="On Sergei Petrovich Volkov")
    page = open_page(testimony, people.ari)
    (spellings,) = page.tokens
    token, numbers = page.tokens[spellings], {words: n for n, words in enumerate(spellings.split(" · "))}
    apart = str(numbers["Volkov"])
    page.save(**{f"choice-{token}": "keep", f"reason-{token}": "a minister", f"apart-{token}": apart})
    page = open_page(testimony, people.ari)
    page.save(**page.all_as("generalise"))
    assert testimony.texts.get().body.startswith("⟨a person⟩, the")
    assert "Sergei Petrovich Volkov came" in testimony.texts.get().body
    submit(testimony=testimony, actor=people.ari)


def test_approval_and_publication_look_again(people: People) -> None:
    """Between two people a field can change past every form, and more can become known."""
    testimony = generalised(people)
    submit(testimony=testimony, actor=people.ari)
    models.Testimony.objects.filter(pk=testimony.pk).update(citation="Kim Yong-su")
    with pytest.raises(Unmet, match="The citation"):
        approve(testimony=testimony, actor=people.rok, checklist=EVERY_CHECK)
    models.Testimony.objects.filter(pk=testimony.pk).update(citation="A conversation")
    approve(testimony=testimony, actor=people.rok, checklist=EVERY_CHECK)
    remember(testimony, {"employer": "Interview House"})
    remember(testimony, {"real_name": "Ri Song-min", "city": "Cellar"})
    with pytest.raises(Unmet, match="not settled yet: 1"):
        publish(testimony=testimony, actor=people.cho)
    testimony.refresh_from_db()
    assert testimony.public_version is None


def test_words_that_were_sealed_are_found_in_every_script(people: People) -> None:
    body = "그때 영호가 왔습니다.\n\nYoung-ho was there. Ён Хо говорил, а 최는 갔다."
    testimony = make_draft(people.ari, body=body, contributor=make_contributor("Bom"))
    remember(testimony, {"real_name": "Choe Yong Ho", "contact": "+7 914 222 33 44"})
    page = open_page(testimony, people.ari)
    assert all(name in " ".join(page.tokens) for name in ("영호", "Young-ho", "Ён Хо"))
    with pytest.raises(Unmet):
        submit(testimony=testimony, actor=people.ari)


@pytest.mark.parametrize("field", ["pseudonym", "citation"])
def test_a_sealed_name_outside_the_texts_holds_the_account_back(people: People, field: str) -> None:
    testimony = make_draft(people.ari, contributor=make_contributor("Bom"))
    remember(testimony, {"real_name": "Choe Yong Ho"})
    if field == "pseudonym":
        testimony.contributor.pseudonym = "영호"
        testimony.contributor.save()
    else:
        models.Testimony.objects.filter(pk=testimony.pk).update(citation="Told by Yŏngho")
    with pytest.raises(Unmet, match="still holds what was generalised or sealed"):
        submit(testimony=testimony, actor=people.ari)


def test_what_is_kept_of_sealed_words_tells_nothing_by_itself(people: People) -> None:
    one, other = make_draft(people.ari), make_draft(people.ari)
    for testimony in (one, other):
        remember(testimony, {"real_name": "Choe Yong Ho", "birth_date": "1984-03-14", "notes": "a note"})
    rows = list(KnownWords.objects.all())
    assert not any(word in str(row.digests).lower() for row in rows for word in ("choe", "yong", "최", "영호", "1984"))
    # One person's two accounts do not look alike.
    assert not set(rows[0].digests["real_name"]) & set(rows[1].digests["real_name"])
    assert "note" not in str([row.digests for row in rows])


def test_a_lost_key_is_said_on_the_page(people: People) -> None:
    testimony = make_draft(people.ari)
    remember(testimony, {"real_name": "Choe Yong Ho"})
    assert is_comparable(testimony)
    (key_folder() / "known.key").unlink()
    assert "cannot be looked for" in open_page(testimony, people.ari).html
    advance(testimony, people, "submitted")


def test_a_backup_brings_the_key_of_the_hashes_along(people: People, tmp_path: Path) -> None:
    testimony = make_draft(people.ari)
    remember(testimony, {"real_name": "Choe Yong Ho"})
    saved, aside = tmp_path / "keys", tmp_path / "aside"
    saved.mkdir()
    aside.mkdir()
    key = key_folder() / "known.key"
    (saved / "known.key").write_bytes(key.read_bytes())
    key.write_bytes(b"the key of another machine, 32 b")
    assert not is_comparable(testimony)
    take_keys(saved, aside=aside)
    assert is_comparable(testimony)
    assert (aside / "known.key").exists()
