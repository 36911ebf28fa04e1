"""A photograph's way from an upload to a tombstone, and how much of a hand's work it takes to cover three faces."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, FilePayload, Locator, Page, expect

from tests.journeys.conftest import Archive, Visit
from tests.journeys.staff import make_member, sign_in

CODE = "NKR-PH0T0S"
RECORD = {
    "code": CODE,
    "pseudonym": "Sol",
    "texts": [{"language": "en", "title": "The quarters", "body": "We slept where the tools were kept."}],
    "tags": [],
    "sector": "construction",
    "place": "russian-far-east",
    "period": [2015, 2019],
    "source": {"kind": "interview", "citation": "Synthetic account written for a test; nobody gave it."},
    "synthetic": True,
    "consent": {"basis": "synthetic", "scopes": {"public_text": "yes", "photos": "yes"}},
}
# Where the drawn heads are, as fractions of the picture: left, top, right, bottom.
HEADS = [(0.10, 0.30, 0.20, 0.48), (0.40, 0.25, 0.52, 0.45), (0.70, 0.32, 0.82, 0.52)]
SECONDS, CLICKS = 30, 6


def scene(width: int = 900, height: int = 600) -> bytes:
    """Three drawn figures before a wall: nobody was photographed."""
    image = Image.new("RGB", (width, height), "#8fb3c9")
    pen = ImageDraw.Draw(image)
    for left, top, right, bottom in HEADS:
        pen.rectangle((left * width, bottom * height, right * width, height), fill="#334d66")
        pen.ellipse((left * width, top * height, right * width, bottom * height), fill="#f0c8a8")
    file = BytesIO()
    image.save(file, "JPEG", quality=90)
    return file.getvalue()


class Hand:
    """Somebody's mouse. It counts what it is asked to do: a drag is a click, too."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks, self.began = page, 0, time.monotonic()

    def click(self, wanted: Locator) -> None:
        self.clicks += 1
        wanted.click()

    def drag(self, over: Locator, start: tuple[float, float], end: tuple[float, float]) -> None:
        self.clicks += 1
        over.scroll_into_view_if_needed()
        box = over.bounding_box()
        assert box
        for at, act in ((start, self.page.mouse.down), (end, self.page.mouse.up)):
            self.page.mouse.move(box["x"] + at[0] * box["width"], box["y"] + at[1] * box["height"])
            act()

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.began


def open_photo(page: Page) -> Locator:
    """The page of the first photograph, once its picture can be drawn on."""
    page.goto("/staff/desk/testimony/?q=" + CODE)
    page.get_by_role("link", name=CODE).click()
    page.get_by_role("link", name="Photographs").click()
    page.get_by_role("link", name="Photograph 1").click()
    expect(page.locator(".redact-picture img")).to_have_js_property("complete", True)
    expect(page.get_by_role("button", name="Add a region")).to_be_visible()
    return page.locator(".redact-picture svg")


def verb(page: Page, name: str) -> None:
    page.goto("/staff/desk/testimony/?q=" + CODE)
    page.get_by_role("link", name=CODE).click()
    page.get_by_role("link", name=f"{name}…").click()
    for box in page.locator("form.desk-verb input[type=checkbox][required]").all():
        box.check()
    page.get_by_role("button", name=name).click()
    expect(page.get_by_text(f"{CODE}: {name}", exact=False).first).to_be_visible()


def is_dark(content: bytes, across: float, down: float) -> bool:
    picture = Image.open(BytesIO(content)).convert("L")
    seen = picture.getpixel((int(across * picture.width), int(down * picture.height)))
    assert isinstance(seen, int)
    return seen < 40


def upload(curator: Page) -> None:
    """One file that is a photograph and one that is none, each answered by itself."""
    curator.goto("/staff/desk/testimony/?q=" + CODE)
    curator.get_by_role("link", name=CODE).click()
    curator.get_by_role("link", name="Photographs").click()
    files: list[FilePayload] = [
        {"name": "not.jpg", "mimeType": "image/jpeg", "buffer": b"<html>"},
        {"name": "gate.jpg", "mimeType": "image/jpeg", "buffer": scene()},
    ]
    curator.get_by_label("Add photographs").set_input_files(files)
    curator.get_by_role("button", name="Upload").click()
    expect(curator.locator("[data-said]")).to_contain_text("not.jpg: This is no JPEG")
    curator.get_by_role("link", name="Show the photographs").click()
    expect(curator.get_by_role("link", name="Photograph 1")).to_be_visible()


def wait_until_prepared(page: Page) -> None:
    """The indexer makes the public pictures beside the web server."""
    page.wait_for_function(
        "async () => (await (await fetch(location.href)).text()).includes('Photographs prepared: 1 of 1')", polling=250
    )


def read(visit: Visit, axe: Callable[[Page], list[str]]) -> tuple[Page, Locator]:
    """The account's page as readers meet it: covered, then opened without a script; the page and its picture."""
    scripted, asked = visit(bypass_csp=True), list[str]()
    scripted.on("request", lambda request: asked.append(request.url))
    scripted.goto(f"/testimonies/{CODE}/", wait_until="networkidle")
    # Without scripts browsers fetch what is lazy at once, by the HTML standard; it is covered all the same.
    assert not [url for url in asked if "/photographs/" in url], "a covered picture was loaded before anybody asked"
    scripted.get_by_text("This photograph shows: Injury.").click()
    expect(scripted.get_by_role("img", name="Three figures before a wall")).to_be_visible()
    assert axe(scripted) == []
    reader = visit(java_script_enabled=False)
    reader.goto(f"/testimonies/{CODE}/")
    picture = reader.get_by_role("img", name="Three figures before a wall")
    expect(picture).not_to_be_visible()
    reader.get_by_text("This photograph shows: Injury.").click()
    expect(picture).to_be_visible()
    return reader, picture


@pytest.fixture(scope="module")
def signed_in(site: Archive, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a browser keeps of the two people of these stories, who sign in once; and an account without photographs."""
    file: Path = tmp_path_factory.mktemp("record") / "one.jsonl"
    file.write_text(json.dumps(RECORD))
    kept = {}
    for role in ("curator", "reviewer"):
        member = make_member(site, f"photo-{role}", role)
        with browser.new_context(base_url=site.url, locale="en-GB") as context:
            sign_in(context.new_page(), member)
            kept[role] = context.storage_state()
    site.manage("import_testimonies", str(file), "--submitted-by", "photo-curator")
    return kept


def test_a_photograph_is_covered_checked_published_and_withdrawn(
    site: Archive, visit: Visit, signed_in: dict[str, Any], axe: Callable[[Page], list[str]]
) -> None:
    curator, reviewer = (visit(storage_state=signed_in[role]) for role in ("curator", "reviewer"))
    upload(curator)
    drawing, hand = open_photo(curator), Hand(curator)
    for left, top, right, bottom in HEADS:
        hand.drag(drawing, (left, top), (right, bottom))
    hand.click(curator.get_by_label("I looked at every face"))
    hand.click(curator.get_by_role("button", name="Save the photograph"))
    expect(curator.get_by_text("The photograph was saved.")).to_be_visible()
    assert hand.clicks <= CLICKS
    assert hand.seconds < SECONDS

    open_photo(curator)
    expect(curator.locator(".redact-picture .region")).to_have_count(3)
    curator.get_by_label("Description for whoever cannot see it").fill("Three figures before a wall")
    curator.get_by_label("Injury").check()
    curator.get_by_role("button", name="Save the photograph").click()
    wait_until_prepared(curator)
    verb(curator, "Submit")

    reviewer.goto("/staff/desk/testimony/?q=" + CODE)
    reviewer.get_by_role("link", name=CODE).click()
    reviewer.get_by_role("link", name="Approve…").click()
    shown = reviewer.get_by_role("img", name="The photograph, with what is covered")
    expect(shown).to_be_visible()
    verb(reviewer, "Approve")
    verb(curator, "Publish")

    reader, picture = read(visit, axe)
    address = picture.get_attribute("src")
    assert address
    answer = reader.request.get(address)
    assert answer.status == 200
    for left, top, right, bottom in HEADS:
        assert is_dark(answer.body(), (left + right) / 2, (top + bottom) / 2)
    media = site.data / "edition" / "media"
    assert (media / address.rpartition("/")[2]).exists()

    verb(curator, "Withdraw")
    assert reader.request.get(address).status == 404
    assert list(media.iterdir()) == []
    site.manage("verify_decisions")


@pytest.fixture
def drawn_on(visit: Visit, signed_in: dict[str, Any], site: Archive) -> Callable[..., Page]:
    """Opens the page of a photograph of an account of its own, which nothing else of this file touches."""
    code = "from testimonies.desk.models import *; from tests.pictures import bare_photo, picture; "
    site.manage(
        "shell",
        "-v0",
        "-c",
        f"{code}t = Testimony.objects.get(code='NKR-7F3K'); t.photos.all().delete(); "
        "bare_photo(t, picture(size=(600, 400)))",
    )

    def opened(**context: Any) -> Page:
        page = visit(storage_state=signed_in["curator"], **context)
        page.goto("/staff/desk/testimony/?q=NKR-7F3K")
        page.get_by_role("link", name="NKR-7F3K").click()
        page.get_by_role("link", name="Photographs").click()
        page.get_by_role("link", name="Photograph 1").click()
        return page

    return opened


def regions(page: Page) -> list[list[float]]:
    """The rows that the form would send: left, top, width and height, in per cent."""
    sides = ("left", "top", "width", "height")
    columns = [
        page.locator(f"[data-rows] [name={side}]").evaluate_all("all => all.map(one => one.value)") for side in sides
    ]
    return [[round(float(value)) for value in row] for row in zip(*columns, strict=True) if row[2]]


def test_regions_are_drawn_moved_resized_undone_and_deleted_by_mouse_and_keyboard(
    drawn_on: Callable[..., Page],
) -> None:
    page = drawn_on()
    hand, drawing = Hand(page), page.locator(".redact-picture svg")
    expect(page.locator(".redact-picture img")).to_have_js_property("complete", True)
    hand.drag(drawing, (0.1, 0.1), (0.3, 0.4))
    assert regions(page) == [[10, 10, 20, 30]]
    hand.drag(drawing, (0.2, 0.2), (0.4, 0.3))
    assert regions(page) == [[30, 20, 20, 30]]
    hand.drag(drawing, (0.5, 0.5), (0.6, 0.7))
    assert regions(page) == [[30, 20, 30, 50]]

    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+ArrowLeft")
    assert regions(page) == [[31, 21, 29, 50]]
    page.get_by_label("Cover").first.select_option("pixels")
    page.get_by_label("Shape").first.select_option("ellipse")
    expect(drawing.get_by_role("button", name="Region 1: ellipse, coarse squares")).to_be_visible()
    page.get_by_role("button", name="Add a region").press("Enter")
    expect(drawing.locator(".region")).to_have_count(2)
    page.keyboard.press("Delete")
    expect(drawing.locator(".region")).to_have_count(1)
    for _ in range(2):
        page.keyboard.press("Control+z")
    expect(drawing.locator(".region")).to_have_count(1)
    page.get_by_role("button", name="Show the result").click()
    expect(page.locator("[data-result] canvas")).to_be_visible()
    expect(page.get_by_text("As it will be public")).to_be_visible()


def test_a_finger_draws_and_no_script_is_needed_for_numbers(drawn_on: Callable[..., Page]) -> None:
    page = drawn_on(viewport={"width": 390, "height": 844}, has_touch=True)
    drawing = page.locator(".redact-picture svg")
    expect(page.locator(".redact-picture img")).to_have_js_property("complete", True)
    box = drawing.bounding_box()
    assert box
    touch = page.context.new_cdp_session(page)
    for kind, x, y in (("touchStart", 0.2, 0.2), ("touchMove", 0.5, 0.6), ("touchEnd", 0.5, 0.6)):
        points = [] if kind == "touchEnd" else [{"x": box["x"] + x * box["width"], "y": box["y"] + y * box["height"]}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    expect(drawing.locator(".region")).to_have_count(1)
    assert regions(page) == [[20, 20, 30, 40]]

    plain = drawn_on(java_script_enabled=False)
    for name, value in (("left", "10"), ("top", "20"), ("width", "30"), ("height", "40")):
        plain.get_by_label(name, exact=True).first.fill(value)
    plain.get_by_role("button", name="Save the photograph").click()
    plain.get_by_role("link", name="Photograph 1").click()
    expect(plain.get_by_label("width", exact=True).first).to_have_value("30")


def test_suggestions_are_accepted_by_a_person_and_never_by_themselves(
    site: Archive, drawn_on: Callable[..., Page]
) -> None:
    found = [
        {"shape": "ellipse", "left": 0.1 * n, "top": 0.2, "width": 0.08, "height": 0.2, "cover": "solid"}
        for n in (1, 4, 7)
    ]
    page = drawn_on()
    # The indexer looks first, and finds nothing in what the test has drawn.
    expect(page.get_by_role("status")).to_have_text("No face was found. Look yourself: a program misses many.")
    suggest = "from testimonies.desk.models import Photo; Photo.objects.filter(testimony__code='NKR-7F3K')"
    site.manage("shell", "-v0", "-c", f"{suggest}.update(suggested={found!r})")
    page.reload()
    expect(page.locator(".suggested")).to_have_count(3)
    expect(page.locator(".region")).to_have_count(0)
    hand = Hand(page)
    hand.click(page.locator(".suggested").first)
    expect(page.locator(".region")).to_have_count(1)
    hand.click(page.get_by_role("button", name="Accept all suggestions"))
    expect(page.locator(".region")).to_have_count(3)
    expect(page.locator(".suggested")).to_have_count(0)
    hand.click(page.get_by_label("I looked at every face"))
    hand.click(page.get_by_role("button", name="Save the photograph"))
    expect(page.get_by_text("The photograph was saved.")).to_be_visible()
    assert hand.clicks <= CLICKS


@pytest.mark.parametrize("language", ["", "/ko", "/ru"])
def test_the_pages_of_photographs_are_for_everybody(
    drawn_on: Callable[..., Page], axe: Callable[[Page], list[str]], language: str
) -> None:
    page = drawn_on(viewport={"width": 375, "height": 800}, color_scheme="dark", bypass_csp=True)
    one = page.url.partition("/staff/")[2]
    for address in (one, one.partition("/photos/")[0] + "/photos/"):
        page.goto(f"{language}/staff/{address}")
        expect(page.locator("#content")).to_be_visible()
        assert axe(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), address
