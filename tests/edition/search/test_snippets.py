"""Highlighting: what matched, nothing else, and never anybody's markup."""

import re
from html import escape, unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from testimonies.edition.search.language import parse
from testimonies.edition.search.snippets import mark, snippet

MARK = re.compile(r"</?mark>")


def marked(text: str, query: str, where: str = "text") -> list[str]:
    return re.findall(r"<mark>(.*?)</mark>", mark(text, parse(query), where), re.DOTALL)


@pytest.mark.parametrize(
    ("text", "query", "parts"),
    [
        ("Workers and a worker's fee", "workers", ["Workers", "worker&#x27;s"]),
        ("loyalty-fee, fee, loyalty", '"loyalty fee"', ["loyalty-fee"]),
        ("fee then loyalty", '"loyalty fee"', []),
        ("fee and loyalty", '"loyalty fee"~3', ["fee", "loyalty"]),
        ("노동자들이 왔다", "노동자", ["노동자"]),
        ("충성자금을 냈다", "자금", ["자금"]),
        ("로동자와 노동자", "노동자", ["로동자", "노동자"]),
        ("동자꽃과 자금난", "노동자", []),
        ("강제노동 수용소", "강제노동수용소", ["강제노동 수용소"]),
        ("Организация, организовал", "организац*", ["Организация"]),
        ("the passport", "passprt~", ["passport"]),
        ("the vladivostok road", "vlad*ok", ["vladivostok"]),
        ("He met Джина and 진은", "Jin", ["Джина", "진"]),
        ("여권을 빼앗겼다", "passport", ["여권"]),
        ("the passport", "what is the passport?", ["passport"]),
        ("the camp", "the", ["the"]),
        ("camp fee", "camp -fee", ["camp"]),
        ("пами́рцы", "памирцы", ["пами́рцы"]),
        ("a b", "", []),
    ],
)
def test_marks_what_matched(text: str, query: str, parts: list[str]) -> None:
    assert marked(text, query) == parts


def test_parts_of_a_long_korean_word_are_marked_only_where_parts_were_enough() -> None:
    question = parse("강제노동시설", own_words_only=True)
    assert "<mark>" not in mark("강제노동을 했다", question)
    assert mark("강제노동을 했다", question, stage="most") == "<mark>강제노동</mark>을 했다"


def test_a_field_marks_only_its_place() -> None:
    assert marked("papers", "title:papers") == []
    assert marked("papers", "title:papers", "title") == ["papers"]


ANGLES = st.text(alphabet="<>&\"'/ =abmarkscript노동자я\u0301\x00", max_size=80)


@given(ANGLES, ANGLES | st.sampled_from(["mark", "script*", "노동자", "amp lt", '"mark script"~9']))
def test_the_only_markup_is_mark_and_the_text_survives(text: str, query: str) -> None:
    html = mark(text, parse(query))
    bare = MARK.sub("", html)
    assert not set('<>"') & set(bare)
    assert unescape(bare) == unescape(escape(text))
    assert re.fullmatch(r"[^<]*(<mark>[^<]+</mark>[^<]*)*", html)


@given(st.lists(ANGLES, max_size=5), ANGLES, st.integers(40, 200))
def test_snippets_are_as_safe_and_as_short_as_promised(paragraphs: list[str], query: str, limit: int) -> None:
    for index, html in snippet(paragraphs, parse(query), limit):
        assert 0 <= index < len(paragraphs)
        assert re.fullmatch(r"[^<]*(<mark>[^<]+</mark>[^<]*)*", html)
        assert len(unescape(MARK.sub("", html))) <= limit + 82


def test_a_snippet_shows_the_different_parts_of_a_question() -> None:
    paragraphs = ["Nothing.", "passport " * 30, "The wages were kept.", "passport again"]
    shown = snippet(paragraphs, parse("passport wages", own_words_only=True))
    assert [index for index, _ in shown] == [1, 2]


def test_a_snippet_is_cut_at_words_around_its_hit() -> None:
    text = "lorem ipsum " * 40 + "the stolen passport was found " + "dolor sit " * 40
    ((_, html),) = snippet([text], parse("passport", own_words_only=True), 120)
    assert (html[0], html[-1]) == ("…", "…")
    assert "stolen <mark>passport</mark> was" in html
    assert set(MARK.sub("", html).strip("…").split()) <= set(text.split())


def test_without_a_match_the_beginning_stands_in() -> None:
    assert snippet(["", "First words."], parse("zzz")) == [(1, "First words.")]


def test_a_form_that_begins_otherwise_is_shown_beside_a_word_that_does_not() -> None:
    shown = snippet(["He went home.", "They took it."], parse("take home", own_words_only=True))
    assert shown == [(0, "He went <mark>home</mark>."), (1, "They <mark>took</mark> it.")]


def test_a_phrase_is_found_when_words_far_from_it_are_passed_over() -> None:
    text = "loyalty " + "x " * 90 + "the loyalty of the fee, the loyalty fee"
    assert re.findall(r"<mark>(.*?)</mark>", mark(text, parse('"loyalty fee"', own_words_only=True))) == ["loyalty fee"]
    near = mark(text, parse('"loyalty fee"~5', own_words_only=True))
    assert re.findall(r"<mark>(.*?)</mark>", near) == ["loyalty", "fee", "loyalty", "fee"]
