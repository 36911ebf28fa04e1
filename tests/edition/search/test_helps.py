"""Did you mean, suggestions, likeness, concordance, other words: what helps a reader on."""

from __future__ import annotations

import datetime

import pytest

from testimonies.edition import publish
from testimonies.edition.models import PublishedTestimony
from testimonies.edition.search import sync
from testimonies.edition.search.alike import accounts_like
from testimonies.edition.search.suggesting import suggestions
from testimonies.vocabulary import TombstoneReason
from tests.edition.search.conftest import Put, Search, codes

pytestmark = pytest.mark.django_db(databases=["default", "edition"])


@pytest.fixture
def several(put: Put) -> None:
    put("NKR-1", "The passport was taken. The loyalty fee came first.", tags=["loyalty-fee"], pseudonym="Tae")
    put("NKR-2", "My passport and my loyalty fee.", tags=["loyalty-fee", "passport-taken"])
    put("NKR-3", "They kept the passport; the loyalty fee was high.", ko="충성자금을 냈다.", tags=["passport-taken"])
    put("NKR-4", "Passionflower grew by the gate.", sector="logging")
    sync.rebuild()


def test_what_no_account_holds_whole_is_shown_in_part_and_said(several: None, search: Search) -> None:
    page = search("q=passionflower+passport+loyalty")
    assert set(codes(page)) == {"NKR-1", "NKR-2", "NKR-3", "NKR-4"}
    assert any("most of them" in notice for notice in page.notices)


def test_few_accounts_with_all_words_are_followed_by_those_with_most(several: None, search: Search) -> None:
    page = search("q=kept+passport+loyalty")
    assert codes(page) == ["NKR-3"]
    assert page.count == 1
    assert {hit.testimony.code for hit in page.nearly} >= {"NKR-1", "NKR-2"}


def test_other_words_are_found_named_and_left_out_on_request(several: None, search: Search) -> None:
    page = search("q=loyalty+fee")
    assert set(codes(page)) == {"NKR-1", "NKR-2", "NKR-3"}
    assert "충성자금" in {word for addition in page.additions for word in addition.added}
    assert codes(search("q=%EC%B6%A9%EC%84%B1%EC%9E%90%EA%B8%88&exact=1")) == ["NKR-3"]
    assert search("q=loyalty+fee&exact=1").additions == []


def test_a_name_is_found_in_every_spelling(several: None, search: Search) -> None:
    for query in ("%ED%83%9C", "Tae", "%D0%A2%D1%85%D1%8D", "pseudonym:%ED%83%9C"):
        assert codes(search(f"q={query}")) == ["NKR-1"], query


def test_a_slip_is_mended_with_a_word_of_several_accounts(several: None, search: Search) -> None:
    found = search("q=pasport+loyalti").correction
    assert found is not None
    assert "passport" in found.query
    assert search("q=passionflowr").correction is None


def test_a_search_that_asks_too_much_is_told_so(several: None, search: Search) -> None:
    page = search("q=" + "+".join(f"word{number}" for number in range(60)))
    assert page.notices


def test_suggestions_never_hold_a_word_of_one_account(several: None) -> None:
    words = {suggestion.text for suggestion in suggestions("pass")}
    assert "passport" in words
    assert not any("passionflower" in word for word in words)
    assert "loyalty fee" in {suggestion.text.lower() for suggestion in suggestions("loyal")}
    assert suggestions("p") == []
    assert suggestions("") == []


def test_one_account_in_three_languages_is_one_account(put: Put) -> None:
    words = "The zinnoberrot barracks stood by the zinnoberrot gate."
    put("NKR-1", words, ko=words, ru=words)
    sync.rebuild()
    assert suggestions("zinno") == []
    for number in (2, 3):
        put(f"NKR-{number}", words)
    sync.rebuild()
    assert {"zinnoberrot", "zinnoberrot barracks"} <= {suggestion.text for suggestion in suggestions("zinno")}


def test_suggestions_hold_nothing_of_withdrawn_accounts(several: None) -> None:
    PublishedTestimony.objects.exclude(code="NKR-4").delete()
    assert "loyalty fee" not in {suggestion.text for suggestion in suggestions("loyalty f")}


@pytest.mark.parametrize("how", ["withdrawn", "mended for safety"])
@pytest.mark.parametrize("number", [2, 3])
def test_no_help_holds_a_word_that_left_before_the_indexer_ran(
    several: None, put: Put, search: Search, how: str, number: int
) -> None:
    left = [f"NKR-1{one}" for one in range(number)]
    for code in left:
        put(code, "The zinnoberrot barracks stood by the zinnoberrot gate.")
    sync.rebuild()
    assert search("q=zinnoberrox").correction is not None
    for code in left:
        if how == "withdrawn":
            publish.withdraw(code, TombstoneReason.WITHDRAWN, on=datetime.date(2024, 6, 1))
        else:
            put(code, "Nothing of it.", safety=True)
    assert search("q=zinnoberrox").correction is None
    assert suggestions("zinno") == []


def test_the_most_alike_comes_first_and_never_the_account_itself(several: None) -> None:
    like = accounts_like(PublishedTestimony.objects.get(code="NKR-1"))
    assert next(row.code for row in like) == "NKR-2"
    assert "NKR-1" not in {row.code for row in like}


def test_a_concordance_has_a_line_for_each_place(several: None, search: Search) -> None:
    page = search("q=passport&view=concordance&exact=1")
    assert (page.count, page.hits) == (3, [])
    assert sorted((line.testimony.code, line.paragraph, line.plain.keyword) for line in page.lines) == [
        ("NKR-1", "p1", "passport"),
        ("NKR-2", "p1", "passport"),
        ("NKR-3", "p1", "passport"),
    ]


def test_a_concordance_is_sorted_by_either_neighbour(several: None, search: Search) -> None:
    right = search("q=passport&view=concordance&sort=right").lines
    assert [line.plain.right.strip(" ;").split()[0] for line in right] == ["and", "the", "was"]
    left = search("q=passport&view=concordance&sort=left").lines
    assert [line.plain.left.split()[-1].lower() for line in left] == ["my", "the", "the"]
