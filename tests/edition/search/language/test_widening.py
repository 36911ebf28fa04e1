"""What is added to a question, what is said about it, and what stays as typed."""

import pytest

from testimonies.edition.search.language import parse
from testimonies.edition.search.language.nodes import Phrase, Word
from testimonies.edition.search.synonyms import LIST, Thesaurus, thesaurus


def added(text: str) -> dict[str, set[str]]:
    return {addition.of: set(addition.added) for addition in parse(text).additions}


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("loyalty fee", "충성자금"),
        ("loyalty-fee", "взносы верности"),
        ("충성자금", "loyalty fee"),
        ("взносы верности", "충성자금"),
        ("взносами верности", "loyalty fee"),
        ("passport", "여권"),
        ("여권을", "паспорт"),
        ("паспорта", "passport"),
        ("Jin", "진"),
        ("Джина", "진"),
        ("진", "чжин"),
        ("forced labour", "강제노동"),
    ],
)
def test_widens_across_languages(typed: str, other: str) -> None:
    assert other in set().union(*added(typed).values())


def test_a_run_of_words_is_one_thing_among_others() -> None:
    assert set(added("unpaid loyalty fees Vladivostok")) >= {"loyalty fees", "Vladivostok"}


@pytest.mark.parametrize("text", ['"loyalty fee"', "title:passport", "pseudonym:Jin", "jin*", "jin~", "aa -passport"])
def test_what_was_typed_with_care_stays_as_typed(text: str) -> None:
    assert parse(text).additions == ()


def test_only_my_words() -> None:
    question = parse("Jin loyalty fee passport", own_words_only=True)
    assert question.additions == ()
    assert all(isinstance(leaf, Word | Phrase) for leaf in question.leaves())


def test_additions_are_bounded() -> None:
    text = "passport wages beating escape hunger winter jin tae choe kim debt bribe embassy family police prison border"
    assert sum(len(addition.added) for addition in parse(text).additions) <= 40


def test_the_list_is_long_enough_and_every_row_speaks_three_languages() -> None:
    rows = LIST.read_text(encoding="utf-8").splitlines()[1:]
    assert len(rows) >= 80
    assert all(len(row.split(",")) == 3 and all(cell.strip() for cell in row.split(",")) for row in rows)
    assert len(thesaurus()) > 300


def test_two_rows_that_share_an_expression_both_count() -> None:
    words = Thesaurus([("synonym", ["camp", "수용소"]), ("vocabulary", ["camp", "лагерь"])])
    entry = words.find(("camp",))
    assert entry is not None
    assert {other.text for other in entry.others} == {"camp", "수용소", "лагерь"}
