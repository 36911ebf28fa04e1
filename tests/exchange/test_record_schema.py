"""The schema of the import format says what the archive's vocabulary says."""

import json
from pathlib import Path
from typing import Any

import pytest

from testimonies import vocabulary
from testimonies.exchange import jsonl

SCHEMA: dict[str, Any] = json.loads(Path(jsonl.__file__).with_name("record.schema.json").read_text())
RECORD = SCHEMA["properties"]


@pytest.mark.parametrize(
    ("given", "closed"),
    [
        (RECORD["texts"]["items"]["properties"]["language"]["enum"], vocabulary.Language),
        (RECORD["tags"]["items"]["properties"]["strength"]["enum"], vocabulary.Strength),
        (RECORD["exit"]["enum"], vocabulary.Exit),
        (RECORD["source"]["properties"]["kind"]["enum"], vocabulary.SourceKind),
        (RECORD["warnings"]["items"]["enum"], vocabulary.ContentWarning),
        (RECORD["consent"]["properties"]["basis"]["enum"], vocabulary.ConsentBasis),
        (list(RECORD["consent"]["properties"]["scopes"]["properties"]), vocabulary.Scope),
        (SCHEMA["$defs"]["answer"]["enum"], vocabulary.Answer),
    ],
)
def test_the_closed_sets_are_the_same(given: list[str], closed: Any) -> None:
    assert given == closed.values


def test_no_object_takes_a_key_it_does_not_name() -> None:
    def objects(part: Any) -> list[dict[str, Any]]:
        inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else []
        found = [part] if isinstance(part, dict) and part.get("type") == "object" else []
        return found + [thing for child in inner for thing in objects(child)]

    assert len(objects(SCHEMA)) == 7
    assert all(part["additionalProperties"] is False for part in objects(SCHEMA))
