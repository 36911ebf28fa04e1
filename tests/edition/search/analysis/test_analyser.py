"""One path for index, query and highlighting: the same terms, whoever asks."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from testimonies.edition.search.analysis import ENGLISH, KOREAN, RUSSIAN
from testimonies.edition.search.analysis.words import LONGEST
from testimonies.edition.search.language import limits

TEXTS = st.text(alphabet=st.characters(), max_size=80) | st.text(
    alphabet="aé'’.-,0123 ёй\u0301\u0308я노동자들이\u1112\u1161\u11abЁİΣßK", max_size=60
)


@given(TEXTS)
def test_spans_and_tokens_give_the_terms_in_order(text: str) -> None:
    terms = ENGLISH.terms(text)
    assert [term for term, _, _ in ENGLISH.spans(text)] == terms
    assert [token.text for token in ENGLISH(text)] == terms


@given(TEXTS)
def test_spans_lie_inside_the_text_and_hold_something(text: str) -> None:
    for _, start, end in ENGLISH.spans(text):
        assert 0 <= start < end <= len(text)


@given(TEXTS)
def test_no_term_is_empty_or_longer_than_its_bound(text: str) -> None:
    assert all(0 < len(term) <= 3 * LONGEST + 2 for term in ENGLISH.terms(text))


@given(TEXTS)
def test_composed_and_decomposed_text_have_the_same_terms(text: str) -> None:
    text = "".join(c for c in text if not "\u1100" <= c <= "\u11ff")
    composed = unicodedata.normalize("NFC", text)
    assert ENGLISH.terms(unicodedata.normalize("NFD", composed)) == ENGLISH.terms(composed)


def test_positions_count_terms() -> None:
    tokens = [(token.text, token.pos) for token in KOREAN("충성자금을 냈다", positions=True)]
    assert tokens == [("충성", 0), ("성자", 1), ("자금", 2), ("내", 3)]


@given(st.lists(TEXTS, max_size=4))
def test_tokens_and_the_quick_way_agree_on_positions(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)
    terms, places = ENGLISH.positions(text)
    assert [(token.text, token.pos) for token in ENGLISH(text, positions=True)] == list(zip(terms, places, strict=True))
    assert terms == ENGLISH.terms(text)


def test_paragraphs_stand_further_apart_than_any_phrase_reaches() -> None:
    assert KOREAN.positions("빚\n\n돈")[1][1] > limits.SLOP


def test_places_point_at_what_the_reader_sees() -> None:
    text = "The worker’s loyalty-fee"
    assert [text[start:end] for _, start, end in ENGLISH.spans(text)] == ["The", "worker’s", "loyalty", "fee"]


@pytest.mark.parametrize("analyser", [ENGLISH, KOREAN, RUSSIAN])
def test_a_word_is_analysed_by_its_script_in_every_language(analyser: object) -> None:
    assert analyser.terms("workers 노동자들이 рабочими") == ["worker", "노동", "동자", "рабоч"]  # type: ignore[attr-defined]


def test_a_page_of_letters_without_a_space_is_cut_alike_in_index_and_query() -> None:
    long = "ab" * 5_000
    pieces = ENGLISH.terms(long)
    assert max(map(len, pieces)) <= LONGEST
    assert ENGLISH.terms(long[: LONGEST + 1])[0] == pieces[0]


def test_full_stops_and_commas_that_belong_to_a_word() -> None:
    assert ENGLISH.terms("D.P.R.K. earned 13,000 in 2019.") == ["dprk", "earn", "13000", "in", "2019"]


def test_full_width_letters_are_letters() -> None:
    assert ENGLISH.terms("ＩＬＯ　２０１９") == ["ilo", "2019"]
