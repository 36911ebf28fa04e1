"""The search page."""

from pathlib import Path

import pytest

from testimonies.edition import publish
from tests.edition.factories import make_text, put
from tests.edition.pages.conftest import Get, Page

pytestmark = [pytest.mark.django_db(databases=["edition"]), pytest.mark.usefixtures("vocabulary")]


@pytest.fixture
def three() -> None:
    put("NKR-ONE", texts=(make_text("en", "The fee was taken.", "Fee and more.", original=True, title="One"),))
    put(
        "NKR-TWO",
        texts=(
            make_text("ko", "우리는 나무를 베었다.", original=True, title="둘"),
            make_text("en", "We cut trees and paid a fee.", title="Two"),
        ),
        sector="logging",
        period_from=2010,
        period_to=2012,
        tags=(),
    )
    put("NKR-THREE", texts=(make_text("en", "Nothing of the kind.", original=True, title="Three"),), tags=())
    publish.bring_up_to_date()


def titles(page: Page) -> list[str]:
    return sorted(heading.text.strip() for heading in page.all("h3"))


@pytest.mark.usefixtures("three")
def test_words_find_accounts_and_lead_to_the_passage(get: Get) -> None:
    page = Page(get("/search/?q=fee"))
    assert titles(page) == ["One", "Two"]
    assert "2 accounts found" in page.by_id("found-heading").text
    assert page.all("a", href="/testimonies/NKR-ONE/#p1")
    assert page.by_id("q")["value"] == "fee"
    assert {mark.text.lower() for mark in page.all("mark")} == {"fee"}


@pytest.mark.usefixtures("three")
def test_a_passage_of_another_text_leads_to_that_text(get: Get) -> None:
    page = Page(get("/search/?q=나무"))
    assert titles(page) == ["Two"]
    (link,) = page.all("a", href="/testimonies/NKR-TWO/#p1-ko")
    assert link.text == "¶ 1"
    assert Page(get("/testimonies/NKR-TWO/")).by_id("p1-ko")


@pytest.mark.usefixtures("three")
def test_facets_count_and_narrow(get: Get) -> None:
    page = Page(get("/search/?q=fee"))
    (box,) = page.all("input", name="sector", value="logging")
    assert box["form"] == page.all("form", role="search")[0]["id"]
    assert "checked" not in box
    labels = [" ".join(label.text.split()) for label in page.all("label", class_="choice")]
    assert "Logging 1" in labels
    narrowed = Page(get("/search/?q=fee&sector=logging"))
    assert titles(narrowed) == ["Two"]
    assert "checked" in narrowed.all("input", name="sector", value="logging")[0]


@pytest.mark.usefixtures("three")
def test_each_filter_can_be_taken_away(get: Get) -> None:
    page = Page(get("/search/?q=fee&sector=logging&period_from=2009&sort=newest"))
    (applied,) = page.all("ul", class_="applied")
    assert "Logging" in applied.text
    assert "from 2009" in applied.text
    addresses = [link["href"] for link in page.all("a") if link.get("href", "").startswith("/search/?")]
    assert "/search/?q=fee&period_from=2009&sort=newest" in addresses
    assert "/search/?q=fee&sector=logging&sort=newest" in addresses
    assert "/search/?q=fee&sort=newest" in addresses


@pytest.mark.usefixtures("three")
def test_nothing_found_says_what_to_try(get: Get) -> None:
    response = get("/search/?q=zeppelin&sector=logging")
    page = Page(response)
    assert response.status_code == 200
    assert titles(page) == []
    assert "No account matches." in page.words
    assert page.all("a", href="/search/?q=zeppelin")


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("q=fee&period_from=abc&sector=logging", "years of four digits"),
        ("q=fee&sector=nowhere", "does not have"),
        ("q=fee&period_from=2020&period_to=2010", "ends before it begins"),
        ("q=" + "x" * 10_000, "500 characters at most"),
    ],
)
def test_a_wrong_search_gets_a_sentence_and_no_results(get: Get, query: str, sentence: str) -> None:
    response = get(f"/search/?{query}")
    page = Page(response)
    assert response.status_code == 400
    assert sentence in page.words
    assert titles(page) == []
    assert page.by_id("q")["value"] == query.split("&", maxsplit=1)[0].removeprefix("q=")


@pytest.mark.usefixtures("three")
def test_mending_a_wrong_search_keeps_what_was_right(get: Get) -> None:
    page = Page(get("/search/?q=fee&period_from=abc&sector=logging"))
    assert page.all("input", type="hidden", name="sector", value="logging")
    assert page.by_id("period_from")["value"] == "abc"


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    "query", ["%22", "%00", "%EF%BF%BD", "AND", "NOT%20fee", "(", "*", "title:", "%ED%A0%80", "-", "%22%20OR%20("]
)
def test_a_strange_search_never_shows_everything(get: Get, query: str) -> None:
    response = get(f"/search/?q={query}")
    assert response.status_code in {200, 400}
    assert len(titles(Page(response))) < 3


@pytest.mark.usefixtures("three")
def test_unknown_parameters_go_nowhere(get: Get) -> None:
    page = get("/search/?q=fee&evilparam=1&page=abc&sort=sideways").content.decode()
    assert "2 accounts found" in page
    assert "sideways" not in Page(get("/search/?q=fee&sort=sideways")).by_id("found-heading").text


def test_long_lists_have_pages_that_keep_the_search(get: Get) -> None:
    for number in range(25):
        put(f"NKR-{number}", texts=(make_text("en", f"The fee, {number}.", original=True),))
    publish.bring_up_to_date()
    first = Page(get("/search/?q=fee&sector=construction"))
    (after,) = first.all("a", rel="next")
    assert after["href"] == "/search/?q=fee&sector=construction&page=2"
    assert not first.all("a", rel="prev")
    second = Page(get(after["href"]))
    assert len(titles(first)) == 20
    assert len(titles(second)) == 5
    assert second.all("a", rel="prev")[0]["href"] == "/search/?q=fee&sector=construction&page=1"
    assert not second.all("a", rel="next")


@pytest.mark.usefixtures("three")
def test_without_an_index_search_says_so_and_the_accounts_stay(get: Get, index_folder: Path) -> None:
    (index_folder / "current").unlink()
    response = get("/search/?q=fee")
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert "Search is not available at the moment" in Page(response).words
    for path in ("/", "/testimonies/NKR-ONE/", "/themes/", "/sectors/logging/"):
        assert get(path).status_code == 200


@pytest.mark.usefixtures("three")
def test_a_damaged_index_is_no_index(get: Get, index_folder: Path) -> None:
    for path in index_folder.rglob("*"):
        if path.is_file():
            path.write_bytes(b"not an index")
    assert get("/search/?q=fee").status_code == 503
    assert get("/testimonies/NKR-ONE/").status_code == 200
