"""What holds for every page in every language."""

import re

import pytest
from django.urls import get_resolver

from testimonies.edition.pages.render import languages
from tests.edition.pages.conftest import Get, Page

pytestmark = [pytest.mark.django_db(databases=["edition"]), pytest.mark.usefixtures("edition")]

READABLE = [
    "/",
    "/search/",
    "/search/?q=school",
    "/search/?q=school&indicator=debt-bondage&sort=newest",
    "/search/?q=nothinglikeit",
    "/search/?q=scool",
    "/search/?q=school&view=concordance&sort=left",
    "/search/?q=school&exact=1",
    "/search/help/",
    "/search/suggest/?q=sch",
    "/testimonies/NKR-7F3K/",
    "/testimonies/NKR-7F3K/v1/",
    "/testimonies/NKR-SYNTH/",
    "/themes/",
    "/themes/withholding-of-wages/",
    "/themes/loyalty-fee/",
    "/sectors/construction/",
    "/places/siberia/",
    "/figures/",
]
WRONG = {
    "/search/?period_from=abc": 400,
    "/testimonies/NKR-NEVER/": 404,
    "/themes/no-such-theme/": 404,
    "/nowhere/": 404,
    "/testimonies/NKR-GONE/": 410,
}
# These take a form too; without what is in it each asks for the code.
FORMS = ["/receipt/", "/receipt/account/", "/receipt/correction/", "/receipt/withdrawal/"]
ALL = [(path, 200) for path in (*READABLE, *FORMS)] + list(WRONG.items())
LANGUAGES = {"en": "", "ko": "/ko", "ru": "/ru"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("path", "status"), ALL)
def test_page_answers_in_its_language_leaves_no_trace_and_needs_nobody_else(
    get: Get, path: str, status: int, language: str
) -> None:
    response = get(LANGUAGES[language] + path)
    assert response.status_code == status
    assert not response.cookies
    page = Page(response)
    assert [element["lang"] for element in page.all("html")] == [language]
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "no-referrer"
    assert len(page.all("h1")) == 1
    assert [link["aria-current"] for link in page.all("a", hreflang=language)] == ["true"]
    needs_no_script_and_no_other_host(page)


def needs_no_script_and_no_other_host(page: Page) -> None:
    for element in page.elements:
        # The one script only fills the list of suggestions, and the list is a page of links without it.
        assert element.tag not in {"style", "iframe", "object"}
        assert element.tag != "script" or element["src"] == "/static/public/suggest.js"
        assert not [name for name in element if name == "style" or name.startswith("on")]
        for name in {"href", "src", "action", "srcset"} & element.keys():
            is_source = element.tag == "a" and "noreferrer" in element.get("rel", "")
            assert is_source or re.match(r"(/(?!/)|#|\?)", element[name]), element


@pytest.mark.parametrize("path", READABLE)
def test_the_switcher_leads_to_the_same_page(get: Get, path: str) -> None:
    links = Page(get(path)).all("a")
    addresses = {link["hreflang"]: link["href"] for link in links if "hreflang" in link}
    assert addresses == {"en": path, "ko": f"/ko{path}", "ru": f"/ru{path}"}
    assert Page(get(addresses["ru"])).all("a", hreflang="en")[0]["href"] == path


def test_the_switcher_never_names_another_host(get: Get) -> None:
    for path in ("/ko//elsewhere.example/", "/ru//elsewhere.example/"):
        assert "elsewhere.example" not in get(path).content.decode()
        assert not [link.url for link in languages(path) if link.url.startswith("//")]


def test_every_address_of_the_pages_was_looked_at() -> None:
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert {"home", "search", "testimony", "testimony-version", "themes", "theme", "figures"} <= names
    looked_at = {
        "home",
        "search",
        "search-help",
        "search-suggest",
        "testimony",
        "testimony-version",
        "themes",
        "theme",
        "sector",
        "place",
        "figures",
        *("receipt", "receipt-account", "receipt-correction", "receipt-withdrawal"),
        # No page: the files of photographs, which test_photographs looks at.
        "picture",
    }
    # Bytes for machines, in no language; `tests/desk/moderation/test_feed.py` reads them.
    feeds = {"withdrawals-feed", "withdrawals-key"}
    assert names - feeds == looked_at, "A page was added: look at it above too."


@pytest.mark.parametrize("path", READABLE)
def test_pages_only_answer_to_reading(client: Get, path: str) -> None:
    assert client.post(path).status_code == 405  # type: ignore[attr-defined]
