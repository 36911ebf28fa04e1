"""The first page, themes, sectors, places and figures."""

import pytest

from testimonies.edition.publish import TagSnapshot
from tests.edition.factories import make_text, put
from tests.edition.pages.conftest import Get, Page

pytestmark = [pytest.mark.django_db(databases=["edition"]), pytest.mark.usefixtures("vocabulary")]


def counts(page: Page) -> dict[str, int]:
    """What each entry of the lists of terms says, by its label."""
    rows = [row.text.split() for row in page.all("li") if page_count(row.text)]
    return {" ".join(words[:-2]): int(words[-2]) for words in rows}


def page_count(text: str) -> bool:
    words = text.split()
    return len(words) > 2 and words[-1] in {"account", "accounts"} and words[-2].isdigit()


def titles(page: Page) -> list[str]:
    return [heading.text.strip() for heading in page.all("h3")]


def test_the_first_page_counts_themes_and_shows_the_newest(get: Get) -> None:
    for number in range(8):
        day = f"2024-03-{number + 1:02}"
        put(
            f"NKR-{number}",
            texts=(make_text("en", "Words.", original=True, title=str(number)),),
            first_published_on=day,
        )
    put("NKR-BARE", tags=(), first_published_on="2020-01-01", synthetic=True)
    page = Page(get("/"))
    assert titles(page) == ["7", "6", "5", "4", "3", "2"]
    assert counts(page) == {"Withholding of wages": 8, "Debt bondage": 8}
    assert "The archive holds 9 accounts. 1 of them is synthetic" in page.words
    assert page.all("form", role="search", action="/search/")


def test_an_account_with_two_abuse_types_of_one_indicator_counts_once(get: Get) -> None:
    both = (TagSnapshot(term=term, strength="stated", paragraphs=("p1",)) for term in ("loyalty-fee", "debt-for-bribe"))
    put(tags=tuple(both))
    assert counts(Page(get("/"))) == {"Withholding of wages": 1, "Debt bondage": 1}
    assert "1 account" in Page(get("/themes/debt-bondage/")).by_id("accounts-heading").text


def test_older_versions_are_neither_counted_nor_listed(get: Get) -> None:
    put()
    put(version=2, standing="corrected")
    assert counts(Page(get("/")))["Debt bondage"] == 1
    assert len(titles(Page(get("/themes/debt-bondage/")))) == 1


def test_an_indicator_lists_what_counts_under_it_each_account_once(get: Get) -> None:
    put("NKR-ONE")
    put("NKR-TWO", tags=())
    page = Page(get("/themes/debt-bondage/"))
    assert "1 account" in page.by_id("accounts-heading").text
    assert counts(page) == {"Loyalty fee": 1, "Debt for bribe": 0}
    assert "a debt whose terms they cannot control" in page.words


def test_an_abuse_type_names_its_indicators(get: Get) -> None:
    put()
    page = Page(get("/themes/loyalty-fee/"))
    assert page.all("a", href="/themes/withholding-of-wages/")
    assert page.all("a", href="/themes/debt-bondage/")
    assert len(titles(page)) == 1


@pytest.mark.parametrize(
    ("path", "found"), [("/sectors/construction/", 1), ("/sectors/logging/", 0), ("/places/siberia/", 1)]
)
def test_sectors_and_places_list_their_accounts(get: Get, path: str, found: int) -> None:
    put()
    assert len(titles(Page(get(path)))) == found


def test_labels_are_in_the_language_of_the_page(get: Get) -> None:
    put()
    assert "ko loyalty-fee" in Page(get("/ko/themes/")).words
    assert "ru siberia" in Page(get("/ru/places/siberia/")).words


def test_long_lists_have_pages(get: Get) -> None:
    for number in range(21):
        put(f"NKR-{number}")
    first = Page(get("/sectors/construction/"))
    assert first.all("a", rel="next")[0]["href"] == "?page=2"
    assert len(titles(Page(get("/sectors/construction/?page=2")))) == 1
    assert get("/sectors/construction/?page=abc").status_code == 200


@pytest.mark.usefixtures("edition")
def test_a_figure_says_what_it_counts_and_who_said_so(get: Get) -> None:
    page = Page(get("/figures/"))
    for words in ("Up to 18", "Hours in a day.", "An upper end, not a mean.", "A news report"):
        assert words in page.words
    assert page.all("a", href="https://news.example/report")
    assert "최대 18시간" in Page(get("/ko/figures/")).words
    assert page.all("h2", lang="en")
    assert Page(get("/ru/figures/")).all("h2", lang="en")


@pytest.mark.usefixtures("edition")
@pytest.mark.parametrize("path", ["/", "/search/", "/themes/loyalty-fee/"])
def test_a_card_of_a_synthetic_account_says_so(get: Get, path: str) -> None:
    cards = {card.text.split()[2]: card.text for card in Page(get(path)).all("article", class_="card")}
    assert cards
    marked = [text for text in cards.values() if "Synthetic" in text]
    assert len(marked) == 1


@pytest.mark.parametrize("language", ["ko", "ru"])
def test_working_translations_are_marked_as_such(get: Get, language: str) -> None:
    notices = {"ko": "원어민의 검토", "ru": "ждут проверки носителем языка"}
    assert notices[language] in Page(get(f"/{language}/")).words
    assert "native speaker" not in Page(get("/")).words


def test_an_empty_archive_says_so(get: Get) -> None:
    assert "No account has been published yet." in Page(get("/")).words
