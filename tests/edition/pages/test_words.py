"""The words of the site in Korean and Russian."""

from __future__ import annotations

import ast
import gettext
import re
from pathlib import Path

import pytest
from django.utils.translation.template import templatize

from testimonies.edition.search.language.examples import EXAMPLES

ROOT = Path(__file__).parents[3]
MARKED = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
LANGUAGES = ["ko", "ru"]
String = r"""(?:u?'(?:[^'\\]|\\.)*'|u?"(?:[^"\\]|\\.)*")"""


def in_python() -> set[str]:
    """The first argument of every call that asks for a translation, in what readers see."""
    rooms = ROOT / "testimonies"
    seen = ("edition/pages/*.py", "edition/search/*.py", "receipts/**/*.py", "vocabulary.py")
    found: set[str] = set()
    for path in (path for pattern in seen for path in rooms.glob(pattern)):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKED:
                found.add(ast.literal_eval(node.args[0]))
    return found | {example.says for example in EXAMPLES}


def in_templates() -> set[str]:
    found: set[str] = set()
    for path in (path for folder in ("public", "receipts") for path in (ROOT / "templates" / folder).rglob("*.html")):
        calls = re.findall(rf"(?:_|n?gettext)\(({String})", templatize(path.read_text()))
        found.update(ast.literal_eval(call) for call in calls)
    return found


def read_po(language: str) -> dict[str | tuple[str, int], str]:
    """What msgfmt would make of the catalogue: entries by msgid, plural forms by msgid and number."""
    entries: dict[str | tuple[str, int], str] = {}
    for block in (ROOT / "locale" / language / "LC_MESSAGES" / "django.po").read_text().split("\n\n"):
        lines = [line for line in block.splitlines() if not line.startswith("#")]
        parts: dict[str, str] = {}
        name = ""
        for line in lines:
            keyword, _, rest = line.partition(" ") if not line.startswith('"') else (name, "", line)
            name = keyword
            parts[name] = parts.get(name, "") + ast.literal_eval(rest)
        for keyword, words in parts.items():
            if form := re.fullmatch(r"msgstr\[(\d)\]", keyword):
                entries[parts["msgid"], int(form[1])] = words
            elif keyword == "msgstr":
                entries[parts["msgid"]] = words
    return entries


def read_mo(language: str) -> gettext.GNUTranslations:
    with (ROOT / "locale" / language / "LC_MESSAGES" / "django.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def test_there_are_words_to_look_for() -> None:
    assert len(in_python()) > 80
    assert len(in_templates()) > 60


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_a_reader_sees_is_translated(language: str) -> None:
    entries = read_po(language)
    known = {key if isinstance(key, str) else key[0] for key, words in entries.items() if words}
    assert sorted((in_python() | in_templates()) - known) == []
    assert [key for key, words in entries.items() if not words] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_the_places_for_values(language: str) -> None:
    for key, words in read_po(language).items():
        original = key if isinstance(key, str) else key[0]
        if original:
            assert set(re.findall(r"%\(\w+\)\w", original)) == set(re.findall(r"%\(\w+\)\w", words)), words
            assert re.findall(r"</?\w+>", original) == re.findall(r"</?\w+>", words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_up_to_date(language: str) -> None:
    compiled = read_mo(language)._catalog  # type: ignore[attr-defined]
    assert {key: words for key, words in compiled.items() if key} == {
        key: words for key, words in read_po(language).items() if key
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_says_that_it_awaits_review(language: str) -> None:
    head = (ROOT / "locale" / language / "LC_MESSAGES" / "django.po").read_text()[:400]
    assert "Awaiting review by a native speaker" in head
    assert "fuzzy" not in head
