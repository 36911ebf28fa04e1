"""Every fact at the desk has a level, and what the code does with it keeps to that level."""

from __future__ import annotations

import ast
import dataclasses
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.admin import ModelAdmin
from django.contrib.admin.sites import site
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db.models import Model
from django.http import HttpRequest
from django.test import RequestFactory

from testimonies.desk import models
from testimonies.desk.levels import COARSER, LEVELS, Level, faults, levels_of, tables
from testimonies.desk.moderation import open_words
from testimonies.desk.safe.fields import EncryptedText
from testimonies.edition import publish
from tests.walls.levels_table import levels_table

ROOT = Path(__file__).parents[2]
# What passes the door; whoever makes one of these reads what becomes public.
PASSES = {name for name in publish.__all__ if dataclasses.is_dataclass(getattr(publish, name))}
# What the builders of a snapshot call their rows; None is no row of the desk.
ROWS: Mapping[str, Mapping[str, type[Model] | None]] = {
    "moderation/snapshots.py": {
        "testimony": models.Testimony,
        "text": models.Text,
        "tag": models.Tag,
        "consent": models.Consent,
        "last": models.Publication,
        "publication": models.Publication,
        "term": models.VocabularyTerm,
        "terms": None,
        "original": None,
    },
    "moderation/photo_snapshots.py": {"photo": models.Photo, "text": models.PhotoText, "file": None},
    "moderation/open_words.py": {"term": models.VocabularyTerm, "figure": models.ReportedFigure},
    # Days and numbers of decisions, of which a tombstone tells the day.
    "moderation/ever_read.py": {"turn": None, "following": None, "self": None},
}
FIELD_NAMES = {name for label in LEVELS for name in levels_of(apps.get_model(label))}


def test_every_field_has_one_level() -> None:
    assert list(faults()) == []
    assert {"desk", "auth", "admin", "receipts", "edition"} <= {model._meta.app_label for model in tables()}
    assert sum(len(levels_of(model)) for model in tables()) > 300


@pytest.mark.parametrize(
    ("label", "declared", "sentence"),
    [
        ("desk.Contributor", {Level.CURATOR: "id"}, "desk.Contributor.pseudonym has no level."),
        ("auth.Group", {Level.CURATOR: "id name"}, "auth.Group.permissions has no level."),
        ("desk.HouseRules", {Level.CURATOR: "id k j"}, "desk.HouseRules.j has a level and does not exist."),
        ("desk.HouseRules", {Level.CURATOR: "id k", Level.PUBLIC: "k"}, "desk.HouseRules.k has two levels."),
        ("desk.KnownWords", {}, "desk.KnownWords.digests has no level."),
        ("desk.Gone", {Level.PUBLIC: "id"}, "desk.Gone has levels and does not exist."),
    ],
)
def test_a_field_without_one_level_stops_every_command(
    monkeypatch: pytest.MonkeyPatch, label: str, declared: Mapping[Level, str], sentence: str
) -> None:
    monkeypatch.setitem(LEVELS, label, declared)
    with pytest.raises(SystemCheckError, match=sentence):
        call_command("check")


def _builders() -> Iterator[tuple[str, ast.Module]]:
    """The files of the desk that make something which passes the door."""
    for path in sorted((ROOT / "testimonies" / "desk").rglob("*.py")):
        tree = ast.parse(path.read_text())
        made = {
            node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        if made & PASSES:
            yield str(path.relative_to(ROOT / "testimonies" / "desk")), tree


def _row(node: ast.expr, rows: Mapping[str, type[Model] | None]) -> type[Model] | None:
    """The model whose row `node` stands for; None for anything else."""
    if isinstance(node, ast.Name):
        return rows.get(node.id)
    if isinstance(node, ast.Attribute) and (above := _row(node.value, rows)):
        field = next((one for one in above._meta.concrete_fields if one.name == node.attr), None)
        return field.related_model if field and isinstance(field.related_model, type) else None
    return None


def _read(tree: ast.Module, rows: Mapping[str, type[Model] | None]) -> Iterator[str]:
    """Every field that the file reads of a row, as the levels name it; a relation that is only followed is not read."""
    followed = {node.value for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute) or node in followed:
            continue
        if isinstance(node.value, ast.Name) and node.attr in FIELD_NAMES and not node.value.id[0].isupper():
            assert node.value.id in rows, f"say in ROWS what {node.value.id} is, of which {node.attr} is read"
        if model := _row(node.value, rows):
            name = node.attr.removesuffix("_id")
            if name in levels_of(model):
                yield f"{model._meta.label}.{name}"


def _level(name: str) -> Level:
    label, _, field = name.rpartition(".")
    return levels_of(apps.get_model(label))[field]


def test_what_becomes_public_is_made_of_public_fields() -> None:
    read: set[str] = set()
    for name, tree in _builders():
        assert name in ROWS, f"{name} makes what becomes public: say in ROWS what it calls its rows"
        read |= set(_read(tree, ROWS[name]))
    read |= {f"desk.VocabularyTerm.{name}" for name in open_words._TERM}
    read |= {f"desk.ReportedFigure.{name}" for name in open_words._FIGURE}
    assert {"desk.Testimony.citation", "desk.Contributor.pseudonym", "desk.Photo.credit", "desk.Text.title"} <= read
    # Which terms are public is asked on the way to the region above a place, and told to nobody.
    private = {name for name in read if _level(name) is not Level.PUBLIC} - {"desk.VocabularyTerm.public"}
    assert private == {"desk.Testimony.place"}
    assert private <= COARSER.keys()


def test_a_place_is_read_only_to_be_made_coarser() -> None:
    tree = dict(_builders())["moderation/snapshots.py"]
    reads = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr == "place"]
    coarsened = [
        node.args[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "public_place"
    ]
    assert reads
    assert reads == coarsened


DOORS: Mapping[str, tuple[type[Any], set[str]]] = {
    "PublishedTestimony": (publish.Snapshot, {"id", "current"}),
    "PublishedText": (publish.TextSnapshot, {"id", "testimony"}),
    "PassageTag": (publish.TagSnapshot, {"id", "testimony"}),
    "PublishedPhoto": (publish.PhotoSnapshot, {"id", "testimony", "position"}),
    "PublishedPicture": (publish.PictureFile, {"id", "photo"}),
    "Term": (publish.PublicTerm, {"id"}),
    "Figure": (publish.PublicFigure, {"id"}),
}
# Written by the door itself: codes, numbers and days.
OF_THE_DOOR = {"Change", "Withdrawal"}


def test_the_edition_is_public_and_holds_only_what_passed_the_door() -> None:
    tables_of_it = {model.__name__: model for model in apps.get_app_config("edition").get_models()}
    assert DOORS.keys() | OF_THE_DOOR == tables_of_it.keys()
    for name, (passes, own) in DOORS.items():
        named = {field.name for field in dataclasses.fields(passes)}
        assert {field.name for field in tables_of_it[name]._meta.concrete_fields} <= named | own, name
    levels = [level for model in tables_of_it.values() for level in levels_of(model).values()]
    assert set(levels) == {Level.PUBLIC}


def test_what_is_encrypted_is_public_nowhere() -> None:
    closed = [field for model in tables() for field in model._meta.concrete_fields if isinstance(field, EncryptedText)]
    levels = {str(field): levels_of(field.model)[field.name] for field in closed}
    assert len(levels) >= 9
    assert set(levels.values()) <= {Level.CURATOR, Level.SEALED}, levels


def _shown(admin: Any, request: HttpRequest) -> set[str]:
    """Whatever the admin shows, searches or sorts by; without a list of fields Django shows every one of them."""
    named = [*admin.get_fields(request), *admin.get_readonly_fields(request), *(admin.ordering or ())]
    if isinstance(admin, ModelAdmin):
        named += [*admin.get_list_display(request), *admin.list_filter, *admin.search_fields]
    first = [name[0] if isinstance(name, tuple) else name for name in named]
    return {str(name).removeprefix("-").partition("__")[0] for name in first}


def test_no_page_of_staff_shows_what_is_sealed(db: None) -> None:
    request, looked = RequestFactory().get("/"), 0
    request.user = User(is_superuser=True, is_staff=True)
    for model, admin in site._registry.items():
        for one in (admin, *(inline(model, site) for inline in admin.inlines)):
            sealed = {name for name, level in levels_of(one.model).items() if level is Level.SEALED}
            assert not _shown(one, request) & sealed, f"{type(one).__name__} shows {_shown(one, request) & sealed}"
            looked += 1
    assert looked > 15


def test_the_documentation_prints_the_table() -> None:
    page = (ROOT / "docs" / "levels.md").read_text()
    assert levels_table() in page, "print levels_table() into docs/levels.md"
