"""Photographs on the page of an account, as whoever reads it meets them."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from testimonies.edition.models import PublishedPicture
from testimonies.edition.publish import PhotoSnapshot, PhotoWords, PictureFile, put
from testimonies.media.storage import PUBLIC
from tests.edition.factories import make_snapshot, make_text
from tests.edition.pages.conftest import Get, Page

pytestmark = [pytest.mark.django_db(databases=["edition"]), pytest.mark.usefixtures("vocabulary")]
CONTENT = b"a picture, for all that this side knows"


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Any) -> None:
    settings.DATA_DIR = tmp_path


def make_file(number: int, format_: str, width: int) -> PictureFile:
    name = f"{number:032x}.{format_}"
    return PictureFile(
        name=name, format=format_, width=width, height=width // 2, sha256=hashlib.sha256(CONTENT).hexdigest()
    )


def make_photo(number: int = 1, **changes: Any) -> PhotoSnapshot:
    files = [(format_, width) for width in (480, 960) for format_ in ("webp", "jpeg")]
    given: dict[str, Any] = {
        "texts": (
            PhotoWords(language="ko", alt="막사", caption="숙소"),
            PhotoWords(language="en", alt="Huts", caption=""),
        ),
        "credit": "An agency",
        "licence": "cc-by-4.0",
        "sensitive": False,
        "warnings": (),
        "files": tuple(make_file(10 * number + index, *file) for index, file in enumerate(files)),
    }
    return PhotoSnapshot(**{**given, **changes})


def publish(*photos: PhotoSnapshot) -> None:
    texts = (make_text("ko", "학교.", original=True), make_text("en", "A school."))
    put(make_snapshot(texts=texts, photos=photos, tags=()), pictures=lambda name: CONTENT)


def test_a_picture_says_its_size_and_comes_in_three_widths_when_it_is_near(get: Get) -> None:
    publish(make_photo())
    page = Page(get("/testimonies/NKR-7F3K/"))
    (image,), (source,) = page.all("img"), page.all("source")
    assert (image["width"], image["height"]) == ("960", "480")
    assert (image["loading"], image["decoding"]) == ("lazy", "async")
    assert source["type"] == "image/webp"
    assert [part.split()[1] for part in source["srcset"].split(", ")] == ["480w", "960w"]
    assert [part.split()[1] for part in image["srcset"].split(", ")] == ["480w", "960w"]
    for element in (image, source):
        for part in element["srcset"].split(", "):
            assert get(part.split()[0]).content == CONTENT


@pytest.mark.parametrize(
    ("prefix", "alt", "language"), [("", "Huts", "en"), ("/ko", "막사", "ko"), ("/ru", "막사", "ko")]
)
def test_its_words_are_in_the_readers_language_or_the_originals(get: Get, prefix: str, alt: str, language: str) -> None:
    publish(make_photo())
    (image,) = Page(get(f"{prefix}/testimonies/NKR-7F3K/")).all("img")
    assert (image["alt"], image["lang"]) == (alt, language)


def test_a_sensitive_one_is_inside_a_closed_box_that_says_what_it_shows(get: Get) -> None:
    publish(make_photo(sensitive=True, warnings=("injury",)), make_photo(2, sensitive=True), make_photo(3))
    page = Page(get("/testimonies/NKR-7F3K/"))
    covers = page.all("details", class_="covered")
    assert len(covers) == 2
    assert not any("open" in cover for cover in covers)
    assert "This photograph shows: Injury." in covers[0].text
    assert "something hard to look at" in covers[1].text
    assert len(page.all("img", loading="lazy")) == 3


def test_it_stands_on_the_page_of_its_account_alone(get: Get) -> None:
    publish(make_photo(sensitive=True))
    name = PublishedPicture.objects.values_list("name", flat=True)[0]
    for address in ("/", "/search/?q=school", "/themes/", "/sectors/construction/", "/places/siberia/"):
        page = get(address).content.decode()
        assert name not in page
        assert "<img" not in page
        assert "og:image" not in page


def test_only_a_name_that_a_row_holds_is_served(get: Get) -> None:
    publish(make_photo())
    for name in ("x", "0" * 32 + ".jpeg", "..%2f..%2fedition.sqlite3", "%2e%2e", ".hidden", "%00"):
        assert get(f"/photographs/{name}").status_code == 404, name
    name = PublishedPicture.objects.values_list("name", flat=True)[0]
    PUBLIC.delete(name)
    assert get(f"/photographs/{name}").status_code == 404


def test_a_row_that_names_another_file_leads_nowhere_else(get: Get, tmp_path: Any) -> None:
    """Whoever could write a row still reads no other file."""
    publish(make_photo())
    (tmp_path / "secret").write_bytes(b"secret")
    for name in ("../../secret", "/etc/passwd", "..%2fsecret"):
        PublishedPicture.objects.filter(format="jpeg", width=480).update(name=name)
        assert get(f"/photographs/{name}").status_code == 404


def test_an_account_without_photographs_says_nothing_of_them(get: Get) -> None:
    publish()
    assert "hotograph" not in get("/testimonies/NKR-7F3K/").content.decode()
