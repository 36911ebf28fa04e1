"""Markup in every text field of the desk stays words: in a page, in an attribute or title, in JSON and suggestions."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from testimonies.desk import models
from testimonies.desk.moderation.open_words import put_open_words
from testimonies.desk.moderation.return_to_author import return_to_author
from testimonies.desk.moderation.stand_by_words import stand_by_loaded
from testimonies.desk.moderation.words_log import all_open_words
from testimonies.edition.publish import bring_up_to_date
from tests.people import People, advance, make_contributor, make_draft, make_text, sign_in
from tests.real_stores import Stores
from tests.walls.looking import public_addresses
from tests.walls.test_staff_addresses import staff_addresses

# Out of a title, out of an attribute of either quote, out of a script, out of a comment.
EVIL = "</title></script>--><evil>\"'><evil onload=evil()> evilword {{ 7|add:7 }} javascript:evil()"


class Parsed(HTMLParser):
    """What a browser would make of a page: elements that nobody but the attacker writes, and attributes that run."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.attributes = self.words = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            self.attributes += "evilword" in (value or "")
            if name.startswith("on") or (name in {"href", "src", "action"} and (value or "").startswith("javascript")):
                self.wrong.append(f"{tag} {name}")
        if tag == "evil":
            self.wrong.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += "evilword" in data


@pytest.fixture
def account(people: People, stores: Stores) -> models.Testimony:
    """A public account, every word of which that anybody may type is an attack; so are those around it."""
    models.VocabularyTerm.objects.filter(slug__in=["debt-bondage", "construction", "russian-far-east"]).update(
        label_en=EVIL, label_ko=EVIL, label_ru=EVIL
    )
    words = dict.fromkeys(("value", "counts", "caveat"), EVIL)
    models.ReportedFigure.objects.create(
        slug="n", position=1, texts={"en": words}, source=EVIL, source_url="https://example.org/"
    )
    models.KnownOutside.objects.create(citation=EVIL)
    stand_by_loaded(all_open_words())
    put_open_words()
    contributor = make_contributor(EVIL[:60], answers={"public_text": "yes", "quote": "yes", "translation": "yes"})
    assert contributor.consent
    contributor.consent.conditions.create(words=EVIL)
    fields: dict[str, Any] = {"citation": EVIL, "public_notes": [EVIL]}
    account = make_draft(people.ari, contributor=contributor, body=f"{EVIL}\n\n{EVIL}", **fields)
    account.texts.update(title=EVIL, summary=EVIL)
    make_text(account, "ko", title=EVIL, summary=EVIL, body=f"{EVIL}\n\n{EVIL}")
    account.notes = EVIL
    account.save(update_fields=["notes"])
    account.sealed.create(field=EVIL[:60], key="0" * 16, ciphertext=b"closed")
    advance(account, people, "submitted")
    return_to_author(testimony=account, actor=people.rok, reason=EVIL)
    User.objects.update(first_name=EVIL[:60], last_name=EVIL[:60])
    advance(account, people, "published")
    bring_up_to_date()
    return account


def look(browser: Client, addresses: list[str]) -> Parsed:
    """All of `addresses` as one page; fails at the first that holds an attack."""
    everything = Parsed("")
    for address in addresses:
        answer = browser.get(address)
        kind = answer.headers.get("Content-Type", "")
        if kind.startswith("text/html"):
            page = Parsed(answer.content.decode())
            assert page.wrong == [], address
            everything.attributes += page.attributes
            everything.words += page.words
        elif "evil" in answer.content.decode():
            assert kind.startswith(("application/json", "text/plain")), address
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
    return everything


def test_in_no_public_page(account: models.Testimony) -> None:
    searches = ["/search/?q=evilword", "/search/?q=evilword&view=concordance", "/search/suggest/?q=evilw"]
    searches += [
        "/search/?q=%22%3E%3Cevil%20onload=evil()%3E",
        "/search/?q=evilwrd",
        "/search/suggest/?q=%22%3E%3Cevil%3E",
    ]
    slugs = {"slug": ["debt-bondage", "construction", "russian-far-east"]}
    seen = look(Client(), [*public_addresses([account.code], slugs), *searches])
    assert seen.words > 20
    assert seen.attributes > 3


@pytest.mark.parametrize("who", ["cho", "kim", "adm"])
def test_in_no_page_of_the_desk(people: People, account: models.Testimony, who: str) -> None:
    browser = Client()
    sign_in(browser, getattr(people, who))
    seen = look(browser, list(staff_addresses(account).values()))
    assert seen.words > (2 if who == "adm" else 20)


def test_in_no_json(people: People, account: models.Testimony) -> None:
    browser = Client()
    sign_in(browser, people.cho)
    asked = {"app_label": "desk", "model_name": "testimony", "field_name": "contributor", "term": ""}
    answer = browser.get(reverse("admin:autocomplete"), asked)
    assert answer.headers["Content-Type"] == "application/json"
    # As words in a JSON string, which no browser draws: nosniff forbids it to guess.
    assert any("<evil>" in one["text"] for one in json.loads(answer.content)["results"])
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_eyes_are_open() -> None:
    for page in ("<evil>", "<p onload=x>", "<a href='javascript:x'>", f"<title>{EVIL}", f'<a title="{EVIL}">'):
        assert Parsed(page).wrong, page
