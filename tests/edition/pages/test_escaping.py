"""Markup in any field stays words."""

import pytest

from testimonies.edition import publish
from testimonies.edition.publish import PublicFigure, PublicTerm, TagSnapshot
from tests.edition.factories import make_text, put
from tests.edition.pages.conftest import Get, Page

pytestmark = pytest.mark.django_db(databases=["edition"])
EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> evil"
PAGES = [
    "/",
    "/search/",
    "/search/?q=evil",
    "/testimonies/NKR-EVIL/",
    "/ko/testimonies/NKR-EVIL/",
    "/themes/",
    "/themes/wages/",
    "/sectors/work/",
    "/places/there/",
    "/figures/",
]


@pytest.fixture
def evil(db: None) -> None:
    def term(kind: str, slug: str) -> PublicTerm:
        return PublicTerm(
            kind=kind, slug=slug, parent="", indicators=(), label_en=EVIL, label_ko=EVIL, label_ru=EVIL, position=0
        )

    publish.put_vocabulary([term("abuse", "wages"), term("sector", "work"), term("place", "there")])
    words = dict.fromkeys(("value", "counts", "caveat"), EVIL)
    publish.put_figures(
        [PublicFigure(slug="n", position=1, texts={"en": words}, source=EVIL, source_url="https://news.example/")]
    )
    put(
        "NKR-EVIL",
        pseudonym=EVIL[:60],
        texts=(
            make_text("en", EVIL, original=True, title=EVIL, summary=EVIL),
            make_text("ko", EVIL, title=EVIL, summary=EVIL),
        ),
        tags=(TagSnapshot(term="wages", strength="stated", paragraphs=("p1",)),),
        sector="work",
        place="there",
        citation=EVIL,
        source_url="javascript:alert(1)",
        public_notes=(EVIL,),
    )
    publish.bring_up_to_date()


@pytest.mark.usefixtures("evil")
@pytest.mark.parametrize("path", PAGES)
def test_markup_in_a_field_is_shown_as_words(get: Get, path: str) -> None:
    response = get(path)
    assert response.status_code == 200
    page = Page(response)
    assert "evil" in page.words
    assert not [script for script in page.all("script") if script.get("src") != "/static/public/suggest.js"]
    assert not page.all("img")
    assert "javascript:" not in response.content.decode().replace("javascript:alert(1)</", "")
    assert not [e for e in page.elements if e.get("href", "").startswith("javascript:")]


@pytest.mark.usefixtures("evil")
def test_markup_in_a_search_is_shown_as_words(get: Get) -> None:
    page = Page(get("/search/?q=%3Cscript%3Ealert(1)%3C/script%3E%22onfocus=x"))
    assert [script["src"] for script in page.all("script")] == ["/static/public/suggest.js"]
    assert [script.text for script in page.all("script")] == [""]
    assert page.by_id("q")["value"] == '<script>alert(1)</script>"onfocus=x'
    assert "onfocus" not in page.by_id("q")
