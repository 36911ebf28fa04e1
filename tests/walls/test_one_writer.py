"""Only `moderation/decide.py` says where a testimony stands: everything else would pass by the decisions."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "testimonies"
WRITER = Path("desk/moderation/decide.py")
FIELDS = {"status", "public_version"}
# Where a keyword of this name writes a row. Elsewhere `status=` is the status of an HTTP answer.
WRITING_CALLS = {"update", "create", "acreate", "aupdate", "get_or_create", "update_or_create", "Testimony"}
FIELD_LISTS = {"bulk_update", "abulk_update"}


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _text(node: ast.expr | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _keys(node: ast.expr) -> set[str]:
    """The texts that a dictionary, list or set spells out, its own dictionaries included."""
    return {text for part in ast.walk(node) if isinstance(part, ast.expr) and (text := _text(part))}


def _writes_by_call(call: ast.Call) -> bool:
    name = _called(call)
    if name in {"setattr", "__setattr__"}:
        return any(_text(argument) in FIELDS for argument in call.args)
    if name in FIELD_LISTS:
        return any(_keys(part) & FIELDS for part in [*call.args, *(word.value for word in call.keywords)])
    if name not in WRITING_CALLS:
        return False
    # `update(**{"status": …})` and `defaults={"status": …}` name the field in a dictionary.
    return any(
        word.arg in FIELDS or (word.arg in {None, "defaults", "create_defaults"} and bool(_keys(word.value) & FIELDS))
        for word in call.keywords
    )


def writes(source: str, *, in_models: bool = True) -> Iterator[int]:
    """The lines of `source` that write one of the two fields. Outside the models, `self` is no testimony."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Attribute(value=ast.Name(id="self"), ctx=ast.Store()) if not in_models:
                continue
            case ast.Attribute(attr=name, ctx=ast.Store() | ast.Del()) if name in FIELDS:
                yield node.lineno
            case ast.Call() if _writes_by_call(node):
                yield node.lineno


def test_only_decide_writes_where_a_testimony_stands() -> None:
    files = [file for file in PACKAGE.rglob("*.py") if "migrations" not in file.parts]
    assert len(files) > 20
    found = {
        f"{file.relative_to(PACKAGE)}:{line}"
        for file in files
        if file.relative_to(PACKAGE) != WRITER
        for line in writes(file.read_text(), in_models="models" in file.parts)
    }
    assert found == set()


def test_decide_is_the_writer() -> None:
    assert list(writes((PACKAGE / WRITER).read_text()))


@pytest.mark.parametrize(
    "line",
    [
        "testimony.status = Status.PUBLISHED",
        "testimony.public_version += 1",
        "testimony.status: str = 'draft'",
        "one, testimony.status = 1, 'draft'",
        "for testimony.status in names: pass",
        "self.status = Status.PUBLISHED",
        "setattr(testimony, 'status', 'published')",
        "object.__setattr__(testimony, 'public_version', 3)",
        "Testimony.objects.filter(code=code).update(status='published')",
        "Testimony.objects.update(**{'public_version': None})",
        "Testimony.objects.create(code=code, status='published')",
        "Testimony.objects.update_or_create(code=code, defaults={'status': 'published'})",
        "Testimony.objects.bulk_update(rows, ['status'])",
        "Testimony.objects.bulk_update(rows, fields=['title', 'public_version'])",
        "Testimony(code=code, status='published')",
        "models.Testimony(public_version=1)",
    ],
)
def test_a_planted_write_is_caught(line: str) -> None:
    assert list(writes(line)) == [1]


@pytest.mark.parametrize(
    "line",
    [
        "render(request, 'gone.html', status=410)",
        "response.status_code = 404",
        "status = testimony.status",
        "Testimony.objects.filter(status='published')",
        "assert testimony.public_version == 1",
    ],
)
def test_reading_is_not_writing(line: str) -> None:
    assert list(writes(line)) == []
