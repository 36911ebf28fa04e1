"""The words of the staff desk in Korean and Russian."""

from __future__ import annotations

import ast
import gettext
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from django.utils.translation.template import templatize

from testimonies.desk import models
from testimonies.desk.admin.verbs import BUTTONS
from tests.edition.pages.test_words import LANGUAGES, MARKED, ROOT, String
from tests.people import People, make_contributor, make_draft, sign_in

DESK = ROOT / "testimonies" / "desk"
PUBLIC = ROOT / "locale"
PLACES = re.compile(r"%\(\w+\)\w")


def in_python() -> set[str]:
    found: set[str] = set()
    for path in DESK.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKED:
                found.add(ast.literal_eval(node.args[0]))
    return found


def in_templates() -> set[str]:
    found: set[str] = set()
    for path in (ROOT / "templates" / "admin").rglob("*.html"):
        calls = re.findall(rf"(?:_|n?gettext)\(({String})", templatize(path.read_text()))
        found.update(ast.literal_eval(call) for call in calls)
    return found


def catalogue(folder: Path, language: str) -> Path:
    return folder / language / "LC_MESSAGES" / "django.po"


def read_po(path: Path) -> dict[str, str]:
    """The entries without plural forms, of which the desk has none; the header is the one of the empty msgid."""
    words = rf"((?:{String}\s*)+)"
    return {
        _joined(original): _joined(translation)
        for original, translation in re.findall(rf"^msgid {words}^msgstr {words}", path.read_text(), re.MULTILINE)
    }


def _joined(parts: str) -> str:
    return "".join(ast.literal_eval(part) for part in re.findall(String, parts))


def test_there_are_words_to_look_for() -> None:
    assert len(in_python()) > 100
    assert len(in_templates()) > 25


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_desk_is_translated(language: str) -> None:
    own = read_po(catalogue(DESK / "locale", language))
    assert [original for original, words in own.items() if not words] == []
    known = own.keys() | read_po(catalogue(PUBLIC, language)).keys()
    assert sorted((in_python() | in_templates()) - known) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_the_places_for_values(language: str) -> None:
    for original, words in read_po(catalogue(DESK / "locale", language)).items():
        if original:
            assert sorted(PLACES.findall(original)) == sorted(PLACES.findall(words)), words


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_up_to_date(language: str) -> None:
    path = catalogue(DESK / "locale", language)
    with path.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    assert {key: words for key, words in compiled.items() if key} == {
        key: words for key, words in read_po(path).items() if key
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_says_that_it_awaits_review(language: str) -> None:
    text = catalogue(DESK / "locale", language).read_text()
    assert "Awaiting review by a native speaker" in text[:400]
    assert "fuzzy" not in text


class _Spoken(HTMLParser):
    """What a page says: its text, and the attributes that are shown or read out."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._silent += tag in {"script", "style"}
        names = ["aria-label", "title", "placeholder", "alt"]
        if given.get("type") in {"submit", "button"}:
            names.append("value")
        self.said += [words for name in names if (words := given.get(name))]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.said.append(data)


# Codes, people's names for signing in, a language's own name, and what no language translates. Django names its
# pictures of a lens, a tick and a cross so in every language.
NOT_ENGLISH = re.compile(r"NKR-\w+|(?<![A-Za-z])(ari|cho|rok|English|IT|UTC)(?![A-Za-z])|^(Search|True|False)$")


def left_in_english(page: str) -> list[str]:
    spoken = _Spoken()
    spoken.feed(page)
    return [said.strip() for said in spoken.said if re.search("[A-Za-z]{2,}", NOT_ENGLISH.sub("", said))]


@pytest.fixture
def korean(people: People) -> models.Testimony:
    """A draft of ari's that holds no Latin letter."""
    testimony = make_draft(people.ari, contributor=make_contributor("민"))
    testimony.texts.update(
        language="ko", title="제목", summary="요약", body="첫째 단락.\n\n김용수가 왔고 김철호는 갔다."
    )
    return testimony


def pages(testimony: models.Testimony) -> list[str]:
    one = [testimony.pk]
    consent, contributor = testimony.contributor.consent, testimony.contributor
    assert consent
    return [
        reverse("admin:index"),
        reverse("admin:desk_testimony_queue"),
        reverse("admin:desk_testimony_changelist"),
        reverse("admin:desk_testimony_add"),
        reverse("admin:desk_testimony_change", args=one),
        reverse("admin:desk_testimony_history", args=one),
        reverse("admin:desk_testimony_deidentify", args=one),
        *(reverse(f"admin:desk_testimony_{verb}", args=one) for verb in BUTTONS),
        reverse("admin:desk_consent_changelist"),
        reverse("admin:desk_consent_add"),
        reverse("admin:desk_consent_change", args=[consent.pk]),
        reverse("admin:desk_contributor_changelist"),
        reverse("admin:desk_contributor_add"),
        reverse("admin:desk_contributor_change", args=[contributor.pk]),
        reverse("admin:desk_reportedfigure_add"),
    ]


@pytest.mark.parametrize("role", ["curator", "reviewer"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_of_the_desk_stays_english(people: People, korean: models.Testimony, language: str, role: str) -> None:
    browser = Client()
    sign_in(browser, people.by_role[role])
    with override(language):
        addresses = pages(korean)
    seen = 0
    for address in addresses:
        assert address.startswith(f"/{language}/staff/")
        answer = browser.get(address)
        # A role that may not open a page is told so by the public site's own words, tested there.
        if answer.status_code == 200:
            seen += 1
            assert left_in_english(answer.text) == [], address
    assert seen > 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_is_said_in_the_language_of_the_page(people: People, korean: models.Testimony, language: str) -> None:
    browser = Client()
    sign_in(browser, people.rok)
    with override(language):
        answer = browser.post(reverse("admin:desk_testimony_approve", args=[korean.pk]))
    assert answer.status_code == 409
    assert left_in_english(answer.text) == []


def test_english_left_on_a_page_is_found() -> None:
    assert left_in_english('<p title="Old">새 글 NKR-7F3K</p><script>no</script>') == ["Old"]
