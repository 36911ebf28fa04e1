"""What a reader finds."""

from urllib.parse import urlencode

import pytest
from django.utils.translation import override

from testimonies.edition.search import sync
from tests.edition.search.conftest import Put, Search, codes

pytestmark = pytest.mark.django_db(databases=["default", "edition"])


@pytest.fixture
def three(put: Put) -> None:
    put(
        "NKR-A",
        "We worked eighteen hours a day.",
        "The loyalty fee was taken before the wages were counted.",
        title="Wages in Siberia",
        sector="construction",
        place="siberia",
        period_from=2015,
        period_to=2017,
        tags=["loyalty-fee"],
        on="2024-01-10",
        pseudonym="Jin",
    )
    put(
        "NKR-B",
        "My passport lay in the captain's safe. The workers' hands froze.",
        title="Felling",
        ko="로동자들이 진이 일했다.",
        ru="Моё имя никто не знал, берёза падала.",
        sector="logging",
        place="siberia",
        period_from=2018,
        tags=["passport-taken", "loyalty-fee"],
        on="2024-03-10",
        source_kind="press",
    )
    put("NKR-C", "The fee of loyalty is not a phrase here.", sector="logging", tags=["debt-bondage"], on="2024-02-10")
    sync.rebuild()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("fee", {"NKR-A", "NKR-C"}),
        ("fee wages", {"NKR-A"}),
        ("fee AND loyalty", {"NKR-A", "NKR-C"}),
        ('"loyalty fee"', {"NKR-A"}),
        ("“loyalty fee”", {"NKR-A"}),
        ("passport OR eighteen", {"NKR-A", "NKR-B"}),
        ("fee NOT eighteen", {"NKR-C"}),
        ("fee -eighteen", {"NKR-C"}),
        ("loyalty (passport OR phrase)", {"NKR-C"}),
        ("-(passport) fee", {"NKR-A", "NKR-C"}),
        ("NOT NOT fee", {"NKR-A", "NKR-C"}),
        ("pass*", {"NKR-B"}),
        ("PASSPORT", {"NKR-B"}),
        ("captain", {"NKR-B"}),
        ("jin", {"NKR-A", "NKR-B"}),
        ("березы", {"NKR-B"}),
        ("мое", {"NKR-B"}),
        ("им\u0301я", {"NKR-B"}),
        ("로동자", {"NKR-B"}),
        ("진", {"NKR-A", "NKR-B"}),
        ("로*", {"NKR-B"}),
        ("일했*", {"NKR-B"}),
        ("로동자들이 일했다", {"NKR-B"}),
        ("회의", set()),
    ],
)
def test_the_query_language(three: None, search: Search, query: str, expected: set[str]) -> None:
    page = search(urlencode({"q": query}))
    assert set(codes(page)) == expected
    assert page.count == len(expected)


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ("", ["NKR-B", "NKR-C", "NKR-A"]),
        ("sort=oldest", ["NKR-A", "NKR-C", "NKR-B"]),
        ("sort=relevance", ["NKR-B", "NKR-C", "NKR-A"]),
        ("q=fee&sort=newest", ["NKR-C", "NKR-A"]),
        ("sector=logging", ["NKR-B", "NKR-C"]),
        ("sector=logging&sector=construction", ["NKR-B", "NKR-C", "NKR-A"]),
        ("sector=logging&place=siberia", ["NKR-B"]),
        ("indicator=withheld-wages", ["NKR-B", "NKR-A"]),
        ("abuse=debt-bondage", ["NKR-C"]),
        ("language=ko", ["NKR-B"]),
        ("source=press", ["NKR-B"]),
        ("period_from=2018", ["NKR-B"]),
        ("period_to=2016", ["NKR-A"]),
        ("period_from=2017&period_to=2018", ["NKR-B", "NKR-A"]),
        ("unheard=of&page=-3", ["NKR-B", "NKR-C", "NKR-A"]),
        ("page=99", ["NKR-B", "NKR-C", "NKR-A"]),
    ],
)
def test_filters_and_orders(three: None, search: Search, parameters: str, expected: list[str]) -> None:
    assert codes(search(parameters)) == expected


def test_facets_count_all_hits(three: None, search: Search) -> None:
    page = search("q=fee&sector=logging")
    counts = {name: {facet.slug: facet.count for facet in facets} for name, facets in page.facets.items()}
    assert counts["sector"] == {"logging": 1}
    assert counts["abuse"] == {"debt-bondage": 1}
    assert search("").facets["indicator"][0].count == 3
    assert [facet.selected for facet in page.facets["sector"]] == [True]


def test_a_choice_without_hits_stays_visible(three: None, search: Search) -> None:
    page = search("q=eighteen&sector=logging")
    assert page.count == 0
    assert [(facet.slug, facet.count, facet.selected) for facet in page.facets["sector"]] == [("logging", 0, True)]


def test_the_title_counts_more(put: Put, search: Search) -> None:
    put("NKR-1", "Wages wages, and then some more about other things entirely.", title="Elsewhere")
    put("NKR-2", "Something else, and then some more about other things. Wages.", title="Wages")
    sync.rebuild()
    assert codes(search("q=wages"))[0] == "NKR-2"


def test_equals_stand_in_the_order_of_their_codes(put: Put, search: Search) -> None:
    for code in ("NKR-9", "NKR-2", "NKR-5"):
        put(code, "The same words.")
    sync.rebuild()
    assert codes(search("q=words")) == ["NKR-2", "NKR-5", "NKR-9"]


def test_pages_hold_each_hit_once(put: Put, search: Search) -> None:
    for number in range(45):
        put(f"NKR-{number:02}", "Timber.")
    sync.rebuild()
    pages = [search(f"q=timber&page={number}") for number in (1, 2, 3)]
    assert [len(page.hits) for page in pages] == [20, 20, 5]
    assert len({code for page in pages for code in codes(page)}) == 45
    assert (pages[0].count, pages[0].pages, pages[2].page) == (45, 3, 3)


def test_a_phrase_does_not_reach_into_the_next_paragraph(put: Put, search: Search) -> None:
    put("NKR-1", "They took the loyalty", "fee of the month.")
    sync.rebuild()
    assert codes(search("q=%22loyalty+fee%22")) == []
    assert codes(search("q=%22loyalty%22+fee")) == ["NKR-1"]


def test_the_text_that_matched_is_shown(three: None, search: Search) -> None:
    (hit,) = search("q=%D0%B1%D0%B5%D1%80%D1%91%D0%B7%D0%B0").hits
    assert hit.text.language == "ru"
    assert "<mark>берёза</mark>" in hit.snippets[0].html


def test_the_language_of_the_page_comes_first(three: None, search: Search) -> None:
    with override("ko"):
        assert search("language=ko").hits[0].text.language == "ko"


def test_snippets_are_escaped_and_lead_to_their_paragraphs(put: Put, search: Search) -> None:
    put("NKR-1", "Nothing.", '<script>alert("wages")</script> & <b wages', "Nothing.", "Wages <")
    sync.rebuild()
    (hit,) = search("q=wages").hits
    assert hit.snippets[0].paragraph == "p2"
    assert hit.snippets[0].anchor == "#p2"
    assert hit.snippets[0].html == (
        "&lt;script&gt;alert(&quot;<mark>wages</mark>&quot;)&lt;/script&gt; &amp; &lt;b <mark>wages</mark>"
    )


def test_a_long_paragraph_is_cut_around_the_mark(put: Put, search: Search) -> None:
    put("NKR-1", "before " * 200 + "passport " + "after " * 200)
    sync.rebuild()
    (snippet,) = search("q=passport").hits[0].snippets
    assert "<mark>passport</mark>" in snippet.html
    assert snippet.html.startswith("…before")
    assert snippet.html.endswith("after…")
    assert len(snippet.html) < 400


def test_words_left_out_are_not_marked(three: None, search: Search) -> None:
    (hit,) = search("q=fee+-eighteen").hits
    assert "<mark>fee</mark>" in hit.snippets[0].html


def test_what_is_marked_is_escaped_too(three: None, search: Search) -> None:
    (hit,) = search("q=captain").hits
    assert "<mark>captain&#x27;s</mark> safe" in hit.snippets[0].html
