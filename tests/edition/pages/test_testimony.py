"""The page of an account."""

import pytest

from testimonies.edition.publish import TagSnapshot
from tests.edition.factories import make_text, put
from tests.edition.pages.conftest import Get, Page

pytestmark = [pytest.mark.django_db(databases=["edition"]), pytest.mark.usefixtures("vocabulary")]
THREE = (
    make_text("ko", "학교를 지었다.", "충성자금을 걷었다.", original=True, title="학교"),
    make_text("en", "We built a school.", "They took the loyalty fee.", title="A school"),
    make_text("ru", "Мы строили школу.", "С нас взяли взнос.", title="Школа"),
)


def test_the_language_of_the_page_comes_first_then_the_original(get: Get) -> None:
    put(texts=THREE)
    orders = {prefix: _languages(get(f"{prefix}/testimonies/NKR-7F3K/")) for prefix in ("", "/ko", "/ru")}
    assert orders == {"": ["en", "ko", "ru"], "/ko": ["ko", "en", "ru"], "/ru": ["ru", "ko", "en"]}


def test_where_the_language_of_the_page_is_missing_the_original_comes_first(get: Get) -> None:
    put(texts=THREE[:2])
    assert _languages(get("/ru/testimonies/NKR-7F3K/")) == ["ko", "en"]


def test_each_paragraph_has_an_address_of_its_own(get: Get) -> None:
    put(texts=THREE)
    page = Page(get("/testimonies/NKR-7F3K/"))
    assert "They took the loyalty fee." in page.by_id("p2").text
    assert "충성자금을 걷었다." in page.by_id("p2-ko").text
    assert "С нас взяли взнос." in page.by_id("p2-ru").text
    identifiers = [element["id"] for element in page.elements if "id" in element]
    assert len(identifiers) == len(set(identifiers))


def test_words_are_marked_with_their_language(get: Get) -> None:
    put(texts=THREE)
    marked = [
        e["lang"] for e in Page(get("/testimonies/NKR-7F3K/")).all("div") if "학교를 지었다." in e.text and "lang" in e
    ]
    assert marked == ["ko"]


def test_indicators_are_reported_and_lead_to_the_paragraphs(get: Get) -> None:
    put(texts=THREE)
    page = Page(get("/testimonies/NKR-7F3K/"))
    reported = page.by_id("reported").text
    assert "Indicators reported" in reported
    assert "Withholding of wages" in reported
    assert "Debt bondage" in reported
    assert "proven" not in page.words
    assert page.all("a", href="#p2", class_="where")


def test_an_implied_tag_says_so(get: Get) -> None:
    put(tags=(TagSnapshot(term="loyalty-fee", strength="implied", paragraphs=("p2",)),))
    assert "(implied)" in Page(get("/testimonies/NKR-7F3K/")).by_id("reported").text


def test_a_tag_leads_to_the_original_where_the_translation_was_cut_differently(get: Get) -> None:
    put(texts=(THREE[0], make_text("en", "We built a school. They took the loyalty fee.")))
    assert [link["href"] for link in Page(get("/testimonies/NKR-7F3K/")).all("a", class_="where")] == ["#p2-ko"] * 2


def test_where_the_account_stands_is_said(get: Get) -> None:
    put(
        consent_basis="published-report",
        source_kind="report",
        citation="A news report of 2025",
        source_url="https://news.example/1",
        standing="disputed",
        recruitment="applied",
        exit="left",
    )
    page = Page(get("/testimonies/NKR-7F3K/"))
    about = " ".join(page.by_id("about").text.split())
    for words in (
        "Published report, no direct consent",
        "A news report of 2025",
        "Disputed",
        "Construction",
        "Siberia",
    ):
        assert words in about
    for words in ("2019–2023", "Applied", "Left", "2 May 2024"):
        assert words in about
    assert "Reported under the name Jin" in page.words
    assert page.all("a", href="https://news.example/1")


def test_what_is_not_known_is_not_stated(get: Get) -> None:
    put(sector="", place="", period_from=None, period_to=None)
    assert Page(get("/testimonies/NKR-7F3K/")).by_id("about").text.count("Not stated") == 4


def test_a_synthetic_account_says_so_before_its_words(get: Get) -> None:
    put(synthetic=True, consent_basis="synthetic")
    words = Page(get("/testimonies/NKR-7F3K/")).words
    notice = "Synthetic account, written for demonstration; nobody gave it."
    assert words.index(notice) < words.index("We built a school.")
    put("NKR-REAL")
    assert "ynthetic" not in Page(get("/testimonies/NKR-REAL/")).words


def test_warnings_come_before_the_words(get: Get) -> None:
    put(warnings=("violence", "self-harm"))
    words = Page(get("/testimonies/NKR-7F3K/")).words
    assert words.index("this account speaks of: Violence, Self-harm") < words.index("We built a school.")


def test_notes_of_the_archive_are_shown(get: Get) -> None:
    put(public_notes=("The year was corrected.",))
    assert "The year was corrected." in Page(get("/testimonies/NKR-7F3K/")).words


def test_an_older_version_says_so_and_leads_to_the_current_one(get: Get) -> None:
    put()
    put(version=2, texts=(make_text("en", "We built two schools.", original=True),), tags=())
    old = Page(get("/testimonies/NKR-7F3K/v1/"))
    assert "You are reading version 1, published on 2 May 2024." in old.words
    assert "We built a school." in old.words
    assert old.all("a", href="/testimonies/NKR-7F3K/")
    assert old.all("meta", name="robots", content="noindex, noai, noimageai")
    new = Page(get("/testimonies/NKR-7F3K/"))
    assert "You are reading version" not in new.words
    assert "We built two schools." in new.words
    assert new.all("a", href="/testimonies/NKR-7F3K/v1/")


def test_a_code_typed_in_small_letters_leads_to_the_account(get: Get) -> None:
    put()
    response = get("/ko/testimonies/nkr-7f3k/")
    assert (response.status_code, response["Location"]) == (301, "/ko/testimonies/NKR-7F3K/")


def _languages(response: object) -> list[str]:
    articles = Page(response).all("article", class_="text")
    return [article["id"].removeprefix("text-") for article in articles]
