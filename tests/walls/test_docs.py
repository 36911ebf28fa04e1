"""Every setting, command, search parameter and room that the code names is named in the documents."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from testimonies.edition.search.form import SearchForm

ROOT = Path(__file__).parents[2]
DOCUMENTS = ["README.md", "ARCHITECTURE.md"]


@pytest.fixture(scope="module")
def documents() -> str:
    return "\n".join((ROOT / name).read_text() for name in DOCUMENTS)


def _sources(folder: str) -> Iterator[Path]:
    return (file for file in (ROOT / folder).rglob("*.py") if "migrations" not in file.parts)


def _names_from_environment(source: str) -> set[str]:
    """The names that Python code reads by `os.environ[…]`, `os.environ.get(…)` or `os.getenv(…)`."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Subscript(value=ast.Attribute(attr="environ"), slice=ast.Constant(value=str(name))):
                found.add(name)
            case ast.Call(
                func=ast.Attribute(value=ast.Attribute(attr="environ"), attr="get" | "pop"),
                args=[ast.Constant(value=str(name)), *_],
            ):
                found.add(name)
            case ast.Call(func=ast.Attribute(attr="getenv"), args=[ast.Constant(value=str(name)), *_]):
                found.add(name)
    return found


def settings() -> set[str]:
    """What an installation may set: read by the code, or by `bin/run` with a default."""
    read = {
        name
        for folder in ("archive", "testimonies")
        for file in _sources(folder)
        for name in _names_from_environment(file.read_text())
    }
    return read | set(re.findall(r"\$\{([A-Z][A-Z_]+):-", (ROOT / "bin" / "run").read_text()))


def commands() -> set[str]:
    found = (ROOT / "testimonies").glob("*/management/commands/*.py")
    return {file.stem for file in found if not file.stem.startswith("_")}


def rooms() -> set[str]:
    """The packages under `testimonies/`, as paths below it; management and migrations are Django's, not rooms."""
    packages = (
        file.parent.relative_to(ROOT / "testimonies") for file in _sources("testimonies") if file.stem == "__init__"
    )
    return {str(package) for package in packages if package.parts and "management" not in package.parts}


def _is_named(name: str, text: str) -> bool:
    """As a word of its own, so that `q` is not found in every sentence nor `public` inside `publication`."""
    return re.search(rf"`[^`\n]*(?<![\w-]){re.escape(name)}(?![\w-])[^`\n]*`", text) is not None


def _has_room(room: str, text: str) -> bool:
    """By its path, by its dotted name, or as the last folder of it in a drawing of the tree."""
    dotted, last = room.replace("/", "."), room.rpartition("/")[2]
    return (
        re.search(rf"(?<![\w-])({re.escape(room)}/|{re.escape(dotted)}(?![\w-])|{re.escape(last)}/)", text) is not None
    )


def test_every_setting_is_explained(documents: str) -> None:
    assert len(settings()) >= 8
    assert {name for name in settings() if not _is_named(name, documents)} == set()


def test_every_command_is_explained(documents: str) -> None:
    assert len(commands()) >= 4
    assert {name for name in commands() if not _is_named(name, documents)} == set()


def test_every_search_parameter_is_explained(documents: str) -> None:
    assert len(SearchForm.base_fields) >= 10
    assert {name for name in SearchForm.base_fields if not _is_named(name, documents)} == set()


def test_every_room_is_explained(documents: str) -> None:
    assert len(rooms()) >= 8
    assert {room for room in rooms() if not _has_room(room, documents)} == set()


def test_a_name_that_only_hides_in_another_word_is_not_named() -> None:
    assert not _is_named("page", "the `page_size` of a page")
    assert _is_named("page", "`page` counts from 1")
    assert not _has_room("desk/intake", "the intake of records")
    assert _has_room("desk/intake", "desk.intake reads files")


def test_every_test_that_a_promise_names_exists() -> None:
    named = re.findall(r"`(tests/[\w/.]+)`", (ROOT / "SECURITY.md").read_text())
    assert len(named) >= 12
    assert [name for name in named if not (ROOT / name).exists()] == []
