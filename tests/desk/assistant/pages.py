"""The assistant's page, as somebody uses it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from testimonies.desk.models import Testimony
from tests.people import People, make_contributor, make_draft, make_text, sign_in

EN = (
    "My name is Kim Yong-su and I was born on 14 March 1984. Sergei Volkov took my passport PS 736210458 and put it "
    "into a safe that stood in the cellar of the hostel.\n\nThen Kim Yong-su called +7 924 305 11 72, and nobody "
    "answered. We waited for Volkov until it was dark."
)
RU = (
    "Меня зовут Ким Ён Су. Сергей Волков забрал мой паспорт и положил его в сейф в подвале общежития.\n\n"
    "Мы ждали Волкова до темноты."
)


def make_account(people: People, **fields: Any) -> Testimony:
    """A draft of ari's in two languages that names two people, and says their names in its titles too."""
    contributor = make_contributor("Bom", answers={"public_text": "yes", "translation": "yes"})
    testimony = make_draft(people.ari, contributor=contributor, body=EN, **fields)
    testimony.texts.update(title="What Kim Yong-su saw", summary="Kim Yong-su speaks of Sergei Volkov.")
    make_text(testimony, "ru", title="Что видел Ким Ён Су", summary="Рассказ Ким Ён Су.", body=RU)
    return testimony


@dataclass
class Page:
    """One answer of the page, and what it holds."""

    browser: Client
    address: str
    answer: Any

    @property
    def html(self) -> str:
        return str(self.answer.content.decode())

    @property
    def tokens(self) -> dict[str, str]:
        """The name of each subject on the page by the spellings in its heading."""
        found = re.findall(r'id="finding-(\w+)">\s*<legend>(.*?)</legend>', self.html)
        return {spellings: token for token, spellings in found}

    def token(self, part: str) -> str:
        return next(token for spellings, token in self.tokens.items() if part in spellings)

    @property
    def seen(self) -> str:
        found = re.search(r'name="seen" value="(\d+)"', self.html)
        assert found
        return found[1]

    def send(self, button: str, **fields: object) -> Page:
        sent = {"seen": self.seen, button: "1", **fields}
        return Page(self.browser, self.address, self.browser.post(self.address, sent))

    def save(self, **fields: object) -> Page:
        return self.send("save", **fields)

    def all_as(self, choice: str) -> dict[str, object]:
        """The same choice for everything on the page, and a reason."""
        chosen: dict[str, object] = {f"choice-{token}": choice for token in self.tokens.values()}
        return {**chosen, **{f"reason-{token}": "an ordinary word" for token in self.tokens.values()}}


def open_page(testimony: Testimony, person: User) -> Page:
    browser = sign_in(Client(), person)
    address = reverse("admin:desk_testimony_deidentify", args=[testimony.pk])
    return Page(browser, address, browser.get(address))
