"""No answer says anything of an account whose day has not come, and its day brings it in."""

from __future__ import annotations

from pathlib import Path

import pytest
from haystack.query import SearchQuerySet

from testimonies.edition.models import PublishedTestimony
from testimonies.edition.search import sync
from testimonies.edition.search.alike import accounts_like
from testimonies.edition.search.suggesting import suggestions
from tests.days import day, later
from tests.edition.search.conftest import Put, Search, codes
from tests.edition.search.test_keeping_up import words_on_disk

pytestmark = pytest.mark.django_db(databases=["default", "edition"])
SEARCHES = ("q=foundry+OR+quarry", "q=foundri", "q=winter&sort=newest", "q=foundry+winter+gate", "q=quarry&exact=1", "")


@pytest.fixture
def public(put: Put) -> None:
    for number, words in enumerate(["foundry all winter", "quarry all winter", "foundry and the quarry in winter"]):
        put(f"NKR-{number}", f"They worked in the {words}.", tags=["loyalty-fee"], sector="logging")
    for number in range(3, 8):
        put(f"NKR-{number}", "Something else was told here about the way home.")
    sync.rebuild()


def answers(search: Search) -> object:
    """All that a watcher can get: order, counts, facets, other accounts, corrections, suggestions, likeness, scores."""
    pages = [search(parameters) for parameters in SEARCHES]
    like = accounts_like(PublishedTestimony.objects.get(code="NKR-0"))
    return (
        [(codes(page), page.count, page.facets, page.notices, page.additions, page.correction) for page in pages],
        [[hit.testimony.code for hit in page.nearly] for page in pages],
        [suggestions(typed) for typed in ("foun", "quar", "wint")],
        [account.code for account in like],
        [(result.code, result.score) for result in SearchQuerySet().auto_query("foundry or quarry or winter")],
    )


@pytest.mark.parametrize("word", ["foundry", "quarry", "winter"])
@pytest.mark.parametrize("number", [1, 3])
def test_nothing_is_told_before(public: None, put: Put, search: Search, word: str, number: int) -> None:
    before = answers(search)
    for one in range(number):
        words = f"He was kept in the {word}, the {word} and the {word}."
        put(f"NKR-Z{one}", words, tags=["loyalty-fee"], sector="logging", public_from=day(5).isoformat())
    assert answers(search) == before, "while the indexer is behind"
    sync.bring_up_to_date()
    assert answers(search) == before
    sync.rebuild()
    assert answers(search) == before


def test_the_index_holds_no_byte_of_it(public: None, put: Put, index_folder: Path) -> None:
    put("NKR-Z", "Qwyzzyx stood at the gate.", public_from=day(5).isoformat())
    for write in (sync.bring_up_to_date, sync.reconcile, sync.rebuild):
        write()
        assert b"qwyzzyx" not in words_on_disk(index_folder)


def test_its_day_brings_it_in(public: None, put: Put, search: Search) -> None:
    put("NKR-Z", "Qwyzzyx stood at the gate.", public_from=day(5).isoformat())
    sync.bring_up_to_date()
    with later(4):
        assert sync.bring_up_to_date() == 0
    with later(5):
        assert sync.bring_up_to_date() == 1
        assert codes(search("q=qwyzzyx")) == ["NKR-Z"]
        assert sync.bring_up_to_date() == 0
        assert sync.reconcile() == 0


def test_many_days_may_pass_before_the_indexer_runs_again(public: None, put: Put, search: Search) -> None:
    for after in (2, 3, 9):
        put(f"NKR-Z{after}", "Qwyzzyx stood at the gate.", public_from=day(after).isoformat())
    sync.bring_up_to_date()
    with later(5):
        put("NKR-Y", "Qwyzzyx was there, too.")
        assert sync.bring_up_to_date() == 3
        assert set(codes(search("q=qwyzzyx"))) == {"NKR-Z2", "NKR-Z3", "NKR-Y"}


def test_a_clock_that_ran_ahead_is_set_right(public: None, put: Put, search: Search, index_folder: Path) -> None:
    before = answers(search)
    put("NKR-Z", "Qwyzzyx in the foundry.", public_from=day(5).isoformat())
    with later(5):
        sync.bring_up_to_date()
        assert codes(search("q=qwyzzyx")) == ["NKR-Z"]
    assert search("q=qwyzzyx").count == 0, "the day is compared when somebody asks, too"
    assert sync.bring_up_to_date() == 1
    assert b"qwyzzyx" not in words_on_disk(index_folder)
    assert answers(search) == before


def test_a_version_for_a_later_day_takes_the_words_before_it_out(public: None, put: Put, index_folder: Path) -> None:
    put("NKR-Z", "Qwyzzyx stood at the gate.")
    sync.bring_up_to_date()
    put("NKR-Z", "Qwyzzyx sat at the gate.", public_from=day(5).isoformat())
    sync.bring_up_to_date()
    assert b"qwyzzyx" not in words_on_disk(index_folder)
