"""Accounts put through the door, and an index of their own for each test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.http import QueryDict

from testimonies.edition import publish
from testimonies.edition.publish import PublicTerm, Snapshot, TagSnapshot, TextSnapshot
from testimonies.edition.search import opened
from testimonies.edition.search.form import SearchForm
from testimonies.edition.search.query import ResultPage, find

TERMS = [
    PublicTerm(
        kind=kind,
        slug=slug,
        parent=parent,
        indicators=indicators,
        label_en=slug.replace("-", " ").capitalize(),
        label_ko="",
        label_ru="",
        position=position,
    )
    for position, (kind, slug, parent, indicators) in enumerate(
        [
            ("abuse", "debt-bondage", "", ("debt-bondage",)),
            ("abuse", "withheld-wages", "", ("withheld-wages",)),
            ("abuse", "loyalty-fee", "withheld-wages", ("debt-bondage", "withheld-wages")),
            ("abuse", "passport-taken", "debt-bondage", ("debt-bondage",)),
            ("sector", "construction", "", ()),
            ("sector", "logging", "", ()),
            ("place", "siberia", "", ()),
            ("place", "russian-far-east", "", ()),
        ]
    )
]

Put = Callable[..., Snapshot]
Search = Callable[[str], ResultPage]


@pytest.fixture(autouse=True)
def index_folder(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place for the index, and a process that has nothing open."""
    connection = {**settings.HAYSTACK_CONNECTIONS["default"], "PATH": str(tmp_path / "index")}
    settings.HAYSTACK_CONNECTIONS = {"default": connection}
    opened.forget()
    return tmp_path / "index"


@pytest.fixture
def vocabulary(db: None) -> None:
    publish.put_vocabulary(TERMS)


@pytest.fixture
def put(vocabulary: None) -> Put:
    """Publish an account: `put("NKR-1", "First paragraph.", "Second.", ru="...", sector="logging")`."""
    versions: dict[str, int] = {}

    def put_one(code: str, *paragraphs: str, safety: bool = False, title: str = "An account", **rest: Any) -> Snapshot:
        versions[code] = versions.get(code, 0) + 1
        others = {language: rest.pop(language) for language in ("ko", "ru") if language in rest}
        texts = [("en", title, paragraphs), *((language, "", (words,)) for language, words in others.items())]
        tags = tuple(TagSnapshot(term=term, strength="stated", paragraphs=("p1",)) for term in rest.pop("tags", ()))
        day = rest.pop("on", "2024-05-02")
        snapshot = Snapshot(
            code=code,
            version=versions[code],
            pseudonym=rest.pop("pseudonym", "Somebody"),
            texts=tuple(text(*given) for given in texts if given[2]),
            tags=tags,
            published_on=day,
            first_published_on=day,
            **rest,
        )
        publish.put(snapshot, safety=safety)
        return snapshot

    return put_one


def text(language: str, title: str, paragraphs: tuple[str, ...]) -> TextSnapshot:
    numbered = tuple((f"p{number}", words) for number, words in enumerate(paragraphs, start=1))
    return TextSnapshot(
        language=language,
        original=language == "en",
        title=title,
        summary="",
        paragraphs=numbered,
        last_id=len(numbered),
    )


@pytest.fixture
def search() -> Search:
    """Search as an address does: `search("q=wages&sector=logging")`."""

    def search_for(parameters: str) -> ResultPage:
        form = SearchForm(QueryDict(parameters))
        assert form.is_valid(), form.problems
        return find(form.cleaned_data)  # type: ignore[arg-type]

    return search_for


def codes(page: ResultPage) -> list[str]:
    return [hit.testimony.code for hit in page.hits]
