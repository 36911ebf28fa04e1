"""Thousands of queries that nobody would type but to harm: each is answered, and never with everything."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from benchmarks.site import fuzz
from testimonies.edition.search.analysis.words import WORD, fold, without_accents
from testimonies.edition.search.form import LONGEST_QUERY, SearchForm
from testimonies.edition.search.language import parse
from testimonies.edition.search.language.nodes import Widened
from testimonies.edition.search.query import find
from tests.edition.search.conftest import codes
from tests.edition.search.test_bad_input import two

__all__ = ["two"]

pytestmark = [pytest.mark.long, pytest.mark.django_db(databases=["default", "edition"])]

PIECES = [
    "wages",
    "timber",
    "진",
    "берёза",
    "AND",
    "OR",
    "NOT",
    "(",
    ")",
    '"',
    "*",
    "-",
    ":",
    "code:",
    "~",
    "^",
    "[",
    "\\",
]
QUERIES = st.one_of(
    st.text(max_size=200),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=60).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join),
)
SHARED = settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@SHARED
@given(query=QUERIES)
@example(query="(" * 500)
@example(query="NOT " * 125)
@example(query='"' * 499)
@example(query="a" * 500)
@example(query="-" * 500)
@example(query="(a OR " * 80)
def test_any_text_is_answered(two: None, query: str) -> None:
    form = SearchForm({"q": query})
    if not form.is_valid():
        assert len(query) > LONGEST_QUERY
        return
    page = find(form.cleaned_data)  # type: ignore[arg-type]
    # Nobody typed the word of the second account: it can only come up where everything does.
    leaves = [leaf for leaf in parse(form.cleaned_data["q"]).leaves() if not isinstance(leaf, Widened)]
    words = {without_accents(word) for leaf in leaves for word in WORD.findall(fold(leaf.text))}
    if form.cleaned_data["q"].strip() and not any("qwyzzyx account somebody".find(word) >= 0 for word in words):
        assert "NKR-2" not in codes(page)
    assert page.count <= 2


@SHARED
@given(query=QUERIES.map(lambda text: text.translate(dict.fromkeys(map(ord, "<>&\"'")))))
def test_snippets_hold_no_markup_but_marks(two: None, query: str) -> None:
    form = SearchForm({"q": query})
    if form.is_valid():
        for hit in find(form.cleaned_data).hits:  # type: ignore[arg-type]
            for snippet in hit.snippets:
                bare = snippet.html.replace("<mark>", "").replace("</mark>", "")
                assert "<" not in bare
                assert ">" not in bare


@SHARED
@given(
    data=st.dictionaries(
        st.sampled_from(["abuse", "sector", "language", "period_from", "period_to", "sort", "view", "page", "id__in"]),
        st.lists(st.text(max_size=12), max_size=3),
    )
)
def test_any_parameter_is_answered_or_named(two: None, data: dict[str, list[str]]) -> None:
    query = QueryDict(mutable=True)
    for name, values in data.items():
        query.setlist(name, values)
    form = SearchForm(query)
    if form.is_valid():
        find(form.cleaned_data)  # type: ignore[arg-type]
    else:
        assert form.problems
        assert all(problem.endswith(".") for problem in form.problems)


def test_thousands_of_hostile_queries_are_answered(two: None) -> None:
    figures = fuzz.measure(3_000, seed=4)
    assert figures["queries"] == 3_000
