"""Keyword in context: aligned, in order, sortable by its neighbours."""

from testimonies.edition.search.concordance import Line, lines, ordered
from testimonies.edition.search.language import parse

PARAGRAPHS = [
    "They took my passport away. A stolen passport is not replaced.",
    "",
    "Nothing. The blue passport burned, " + "and so on " * 30,
]


def found(text: str = "passport") -> list[Line]:
    return lines("NKR-1", PARAGRAPHS, parse(text, own_words_only=True), width=20)


def test_each_hit_stands_in_its_line_with_its_paragraph() -> None:
    assert [(line.left, line.keyword, line.right, line.paragraph) for line in found()] == [
        ("They took my ", "passport", " away. A stolen", 0),
        ("away. A stolen ", "passport", " is not replaced.", 0),
        ("Nothing. The blue ", "passport", " burned, and so on", 2),
    ]


def test_context_is_cut_at_words_and_bounded() -> None:
    for line in found():
        assert len(line.left) <= 20
        assert len(line.right) <= 20


def test_sorted_by_the_nearest_word_on_either_side() -> None:
    assert [line.left.split()[-1] for line in ordered(found(), "left")] == ["blue", "my", "stolen"]
    assert [line.right.split()[0] for line in ordered(found(), "right")] == ["away.", "burned,", "is"]


def test_a_phrase_is_one_line() -> None:
    assert [line.keyword for line in found('"stolen passport"')] == ["stolen passport"]


def test_korean_shows_the_matched_part() -> None:
    (line,) = lines("NKR-2", ["그들은 충성자금을 바쳤다"], parse("자금", own_words_only=True))
    assert (line.left, line.keyword, line.right) == ("그들은 충성", "자금", "을 바쳤다")


def test_one_account_gives_a_bounded_number_of_lines() -> None:
    assert len(lines("NKR-3", ["fee " * 500], parse("fee"), most=7)) == 7
