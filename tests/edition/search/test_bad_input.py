"""Whatever is typed has a meaning: a page and a sentence, never an exception, and never everything."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.http import QueryDict

from testimonies.edition.search import notices, sync
from testimonies.edition.search.form import SearchForm
from tests.edition.search.conftest import Put, Search, codes

pytestmark = pytest.mark.django_db(databases=["default", "edition"])

NOTHING_TO_FIND = [
    "*",
    "**",
    '""',
    '"',
    "AND",
    "OR",
    "NOT",
    "NOT NOT",
    "-",
    "--",
    "()",
    "(",
    ")(",
    "NOT wages",
    "-wages",
]
NOTHING_TO_FIND += [
    "wages OR -timber",
    "NOT (wages OR timber)",
    "\x00\x01",
    "\ufeff",
    "?*",
    ":",
    "*:*",
    "[* - *]",
    "~",
    "…",
]


@pytest.fixture
def two(put: Put) -> None:
    put("NKR-1", "Wages.", sector="logging")
    put("NKR-2", "Qwyzzyx.", sector="construction")
    sync.rebuild()


@pytest.mark.parametrize("query", NOTHING_TO_FIND)
def test_what_says_nothing_to_find_finds_nothing(two: None, search: Search, query: str) -> None:
    data = QueryDict(mutable=True)
    data["q"] = query
    page = search(data.urlencode())
    assert (page.count, page.hits) == (0, [])
    assert len(page.notices) == 1


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ("q=" + "x" * 501, "500 characters"),
        ("sector=unheard-of", "does not have"),
        ("abuse=debt-bondage&abuse=nothing", "does not have"),
        ("period_from=20x9", "four digits"),
        ("period_from=-5", "four digits"),
        ("period_to=99999999999999999999", "four digits"),
        ("period_from=2020&period_to=2010", "ends before"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(two: None, parameters: str, sentence: str) -> None:
    form = SearchForm(QueryDict(parameters))
    assert not form.is_valid()
    assert len(form.problems) == 1
    assert sentence in form.problems[0]


def test_a_page_that_is_no_number_is_the_first(two: None, search: Search) -> None:
    for page in ("", "x", "0", "-1", "1e9", "９", "9" * 400):
        assert search(f"page={page}").page == 1


def test_words_beyond_the_limit_are_left_out_with_a_notice(two: None, search: Search) -> None:
    page = search("q=" + "+".join(["wages"] * 41))
    assert codes(page) == ["NKR-1"]
    assert any("40 words" in notice for notice in page.notices)
    assert not any("40 words" in notice for notice in search("q=" + "+".join(["wages"] * 40)).notices)


def test_a_name_of_a_field_is_only_a_word(two: None, search: Search) -> None:
    assert search("q=sector:logging").count == 0
    assert search("q=code:NKR-1").count == 0


def test_a_long_word_is_the_same_word_in_both(put: Put, search: Search) -> None:
    put("NKR-3", "x" * 400)
    sync.rebuild()
    assert codes(search("q=" + "x" * 400)) == ["NKR-3"]


def test_a_beginning_of_too_many_words_says_so(put: Put, search: Search) -> None:
    put("NKR-3", " ".join(f"za{number}" for number in range(600)))
    sync.rebuild()
    page = search("q=za*")
    assert codes(page) == ["NKR-3"]
    assert len(page.notices) == 1


def test_everything_the_query_language_says_is_said_in_every_language() -> None:
    """The room of the query language knows no Django: its notices are codes, and the sentences are elsewhere."""
    room = Path(notices.__file__).parent / "language"
    codes_used = {
        code for file in room.glob("*.py") for code in re.findall(r'Notice\(\s*"([a-z-]+)"', file.read_text())
    }
    assert len(codes_used) >= 8
    assert codes_used <= notices._SAID.keys()
