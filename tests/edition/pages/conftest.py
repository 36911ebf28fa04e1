"""A small edition, an index of its own for each test, and a way to read pages as a reader meets them."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from testimonies.edition import publish
from testimonies.vocabulary import TombstoneReason
from tests.edition.factories import make_figures, make_text, make_vocabulary, put

Get = Callable[[str], HttpResponse]


@pytest.fixture(autouse=True)
def index_folder(tmp_path: Path, settings: Any) -> Path:
    connection = {**settings.HAYSTACK_CONNECTIONS["default"], "PATH": str(tmp_path / "index")}
    settings.HAYSTACK_CONNECTIONS = {"default": connection}
    return tmp_path / "index"


@pytest.fixture
def vocabulary(db: None) -> None:
    make_vocabulary()


@pytest.fixture
def edition(vocabulary: None) -> None:
    """NKR-7F3K in English and Korean with an older version, a synthetic NKR-SYNTH, and a withdrawn NKR-GONE."""
    make_figures()
    texts = (
        make_text("ko", "학교를 지었다.", "충성자금을 걷었다.", original=True, title="학교"),
        make_text("en", "We built a school.", "They took the loyalty fee.", title="A school"),
    )
    put("NKR-7F3K", 1, texts=texts, warnings=("violence",))
    put("NKR-7F3K", 2, texts=texts, warnings=("violence",), standing="corrected", published_on="2024-06-02")
    put("NKR-SYNTH", synthetic=True)
    put("NKR-GONE", pseudonym="Secretname", texts=(make_text("en", "Vanishedword.", original=True),))
    publish.withdraw("NKR-GONE", TombstoneReason.WITHDRAWN, on=datetime.date(2024, 7, 3))
    publish.bring_up_to_date()


@pytest.fixture
def get(client: Client) -> Get:
    """Reads an address; what goes wrong in a view is answered as a reader would be answered."""
    client.raise_request_exception = False

    def read(address: str) -> HttpResponse:
        response: Any = client.get(address)
        return response

    return read


class Element(dict[str, str]):
    """The attributes of one element, its `tag`, and the text inside it."""

    def __init__(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        super().__init__({name: value or "" for name, value in attributes})
        self.tag = tag
        self.text = ""


class Page(HTMLParser):
    """The elements of a page in their order."""

    VOID = frozenset({"meta", "link", "input", "br"})

    def __init__(self, response: Any) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(response.content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, attrs)
        self.elements.append(element)
        if tag not in self.VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def all(self, tag: str, **attributes: str) -> list[Element]:
        wanted = {name.rstrip("_"): value for name, value in attributes.items()}
        return [e for e in self.elements if e.tag == tag and wanted.items() <= e.items()]

    def by_id(self, identifier: str) -> Element:
        (found,) = [element for element in self.elements if element.get("id") == identifier]
        return found

    @property
    def words(self) -> str:
        """What is read, without the head of the page, in single spaces."""
        (body,) = self.all("body")
        return " ".join(body.text.split())
