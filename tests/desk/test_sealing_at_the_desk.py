"""Words are sealed on a page of the desk, and are read by the custodian alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from testimonies.desk import models
from testimonies.desk.assistant.answers import Answer
from testimonies.desk.assistant.look import look_at, token
from testimonies.desk.models import Choice, KnownWords, SealedEntry
from testimonies.desk.moderation.refusals import Unmet
from testimonies.desk.moderation.seal_words import seal_words
from testimonies.desk.moderation.settle_findings import settle_findings
from testimonies.desk.moderation.submit import submit
from testimonies.desk.seal import make_seal_key
from tests.people import People, make_draft, make_testimony, sign_in
from tests.real_stores import Stores

NAME = "Zaunkoenig Quisquilla"


def opened(entry: SealedEntry, private: str) -> str:
    from nacl.encoding import HexEncoder
    from nacl.public import PrivateKey, SealedBox

    content = SealedBox(PrivateKey(private.encode(), HexEncoder)).decrypt(bytes(entry.ciphertext))
    words: str = json.loads(content)["words"]
    return words


def address(testimony: models.Testimony) -> str:
    return reverse("admin:desk_testimony_seal", args=[testimony.pk])


def test_what_is_typed_is_sealed_and_shown_on_no_page(people: People) -> None:
    private = make_seal_key()
    testimony = make_draft(people.ari)
    browser = sign_in(Client(), people.ari)
    page = browser.get(address(testimony)).content.decode()
    assert "cannot read it afterwards" in page
    answer = browser.post(address(testimony), {"real_name": NAME, "city": ""}, follow=True)
    assert "Sealed: Real name." in answer.content.decode()
    assert NAME not in answer.content.decode()
    assert NAME not in browser.get(address(testimony)).content.decode()
    entry = testimony.sealed.get()
    assert (entry.field, opened(entry, private)) == ("real_name", NAME)
    assert testimony.decisions.last().facts == {"sealed": ["real_name"]}  # type: ignore[union-attr]


def test_no_sealed_word_lies_in_the_desks_files(people: People, stores: Stores) -> None:
    make_seal_key()
    seal_words(testimony=make_draft(people.ari), actor=people.ari, words={"real_name": NAME, "notes": f"Met {NAME}"})
    call_command("sync_edition", verbosity=0)
    files = [path for path in stores.data.rglob("*") if path.is_file()]
    assert any(path.name == "desk.sqlite3" for path in files)
    assert not [path for path in files if b"Zaunkoenig" in path.read_bytes()]


def test_a_sealed_name_holds_the_account_back_where_it_stands(people: People) -> None:
    make_seal_key()
    testimony = make_draft(people.ari, citation=f"A talk with {NAME}")
    seal_words(testimony=testimony, actor=people.ari, words={"contact": "@nobody_at_all"})
    seal_words(testimony=testimony, actor=people.ari, words={"real_name": NAME})
    assert set(KnownWords.objects.get().digests) == {"contact", "real_name"}
    with pytest.raises(Unmet, match="holds what was generalised or sealed"):
        submit(testimony=testimony, actor=people.ari)


def test_sealing_sends_what_was_approved_back_to_review(people: People) -> None:
    make_seal_key()
    testimony = make_testimony(people, "approved")
    seal_words(testimony=testimony, actor=people.cho, words={"city": "Quisquilla"})
    testimony.refresh_from_db()
    assert testimony.status == "submitted"


def test_without_a_key_nothing_is_taken_and_the_page_says_so(people: People) -> None:
    testimony = make_draft(people.ari)
    browser = sign_in(Client(), people.ari)
    assert "There is no key to seal with yet" in browser.get(address(testimony)).content.decode()
    answer = browser.post(address(testimony), {"real_name": NAME})
    assert (answer.status_code, NAME in answer.content.decode()) == (422, False)
    assert not SealedEntry.objects.exists()


@pytest.mark.parametrize("words", [{}, {"real_name": "  "}, {"unknown": "x"}, {"notes": "x" * 10_001}])
def test_nothing_and_too_much_are_refused(people: People, words: dict[str, str]) -> None:
    make_seal_key()
    testimony = make_draft(people.ari)
    with pytest.raises(Unmet, match="at least one field"):
        seal_words(testimony=testimony, actor=people.ari, words=words)
    assert not SealedEntry.objects.exists()


def test_a_text_is_sealed_as_it_was_before_it_was_generalised(people: People, tmp_path: Path) -> None:
    private = make_seal_key()
    testimony = make_draft(people.ari, body="First.\n\nThen Sergei Volkov came.\n\nOn 12 November 2018 it was over.")
    for _ in range(2):
        found = look_at(testimony).open[0]
        settle_findings(testimony=testimony, actor=people.ari, answers=[Answer(token(found), Choice.GENERALISE)])
    entry = testimony.sealed.get()
    assert entry.field == "original_en"
    whole = opened(entry, private)
    assert "Sergei Volkov" in whole
    assert "12 November 2018" in whole
