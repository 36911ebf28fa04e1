"""One search holds a worker so long and no longer; what is left out then is what only adorns the page."""

from __future__ import annotations

import time

import pytest

from testimonies.edition.search import context, generations, sync
from testimonies.edition.search.accounts import accounts
from testimonies.edition.search.asking import Asking, Part, hidden_codes
from testimonies.edition.search.budget import Budget
from testimonies.edition.search.corrections import correction
from testimonies.edition.search.engine import TooCostly
from testimonies.edition.search.form import SearchForm
from testimonies.edition.search.hits import hit
from testimonies.edition.search.language import parse
from testimonies.edition.search.opened import current
from testimonies.edition.search.warming import warm
from tests.edition.search.conftest import Put

pytestmark = pytest.mark.django_db(databases=["default", "edition"])


@pytest.fixture
def asking(put: Put) -> Asking:
    for number in range(3):
        put(f"NKR-{number}", "The wages were kept.", "The foreman took the passport.")
    sync.rebuild()
    form = SearchForm({"q": "wages"})
    assert form.is_valid()
    return Asking(current(), form.cleaned_data, hidden_codes(current()))  # type: ignore[arg-type]


def test_what_is_left_shrinks_with_the_processors_time() -> None:
    began, budget = time.thread_time(), Budget(0.02)
    while budget.left() > 0:
        sum(range(1_000))
    assert budget.is_spent()
    assert time.thread_time() - began >= 0.02


def test_without_time_nothing_is_asked_and_nothing_is_marked(asking: Asking) -> None:
    spent = Asking(asking.opened, asking.cleaned, asking.hidden, Budget(0.0))
    question = parse("wages passport", own_words_only=True)
    with pytest.raises(TooCostly):
        spent.answer(question, Part(0, 20))
    assert spent.nearly(question, "all", 1) is None
    _, page = asking.answer(question, Part(0, 20))
    (first, *_) = found = accounts(page)
    assert hit(first, question, "en", "all", asking.budget).snippets
    assert not hit(first, question, "en", "all", spent.budget).snippets
    assert context.lines(found, question, "", asking.budget)
    assert not context.lines(found, question, "", spent.budget)


def test_without_time_no_slip_is_mended(asking: Asking) -> None:
    question = parse("passprot", own_words_only=True)
    mended = correction(asking.opened, question, asking.hidden, asking.budget)
    assert mended
    assert mended.query == "passport"
    assert correction(asking.opened, question, asking.hidden, Budget(0.0)) is None


def test_warming_opens_the_index_and_passes_over_one_that_is_not_there(asking: Asking) -> None:
    warm()
    assert current().engine.count == 3
    generations.remove()
    warm()
