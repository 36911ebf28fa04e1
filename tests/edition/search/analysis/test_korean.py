"""Korean: short words, particles and endings, compounds, and the two spellings."""

import pytest

from testimonies.edition.search.analysis import KOREAN


def row(query: str, text: str) -> bool:
    """Whether the query's terms stand in a row in the text's, as a searched word must."""
    wanted, terms = KOREAN.terms(query), KOREAN.terms(text)
    return any(terms[at : at + len(wanted)] == wanted for at in range(len(terms)))


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("노동자", "노동자들이"),
        ("노동자", "노동자에게서는"),
        ("여권", "여권을"),
        ("여권", "여권까지도"),
        ("빚", "빚을"),
        ("돈", "돈으로"),
        ("집", "집에서는"),
        ("진", "진은"),
        ("진", "진씨가"),
        ("구타", "구타당했다"),
        ("구타", "구타하는"),
        ("감시", "감시받았다"),
        ("때리다", "때렸다"),
        ("때리다", "때립니다"),
        ("맞다", "맞았다"),
        ("맞다", "맞는"),
        ("춥다", "추웠다"),
        ("러시아", "러시아에서의"),
        ("회의", "국제회의를"),
        ("국가", "국가가"),
        ("아이", "아이들은"),
        ("속도", "속도로"),
        ("나라", "나라는"),
        ("불만", "불만은"),
        ("불만", "불만이"),
        ("결과", "결과는"),
        ("초과", "초과의"),
        ("종이", "종이라는"),
        ("여가", "여가를"),
        ("아들", "아들에게는"),
    ],
)
def test_particles_and_endings_hide_no_word(query: str, text: str) -> None:
    assert row(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [("자금", "충성자금을"), ("노동", "강제노동수용소"), ("수용소", "강제노동수용소에"), ("공장", "봉제공장에서")],
)
def test_a_compound_is_found_by_its_parts(query: str, text: str) -> None:
    assert row(query, text)


@pytest.mark.parametrize(
    ("north", "south"),
    [
        ("로동자", "노동자"),
        ("로씨야", "러시아"),
        ("녀성", "여성"),
        ("강제로동", "강제노동"),
        ("려권", "여권"),
        ("해외려행", "해외여행"),
        ("리용", "이용"),
        ("리철수", "이철수"),
        ("류경호텔에서", "유경호텔"),
        ("딸라", "달러"),
        ("울라지보스또크", "블라디보스토크"),
        ("쏘련", "소련"),
    ],
)
def test_north_and_south_meet(north: str, south: str) -> None:
    assert KOREAN.terms(north) == KOREAN.terms(south)


@pytest.mark.parametrize(("left", "right"), [("노력", "노역"), ("수령", "수영"), ("명령", "명영"), ("파리", "파이")])
def test_the_rule_of_initials_does_not_reach_into_other_words(left: str, right: str) -> None:
    assert KOREAN.terms(left) != KOREAN.terms(right)


def test_what_is_marked_is_the_matched_part_of_the_word() -> None:
    text = "충성자금을 로씨야에서"
    assert [text[start:end] for _, start, end in KOREAN.spans(text)] == ["충성", "성자", "자금", "로씨", "씨야"]
