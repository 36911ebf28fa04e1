"""A small index to read and change."""

from pathlib import Path
from typing import Any

import pytest

from testimonies.edition.search.engine import writer
from tests.edition.search.engine import schemas

Documents = list[dict[str, Any]]


@pytest.fixture
def documents() -> Documents:
    rng = schemas.seeded(5)
    return [schemas.document(number, rng) for number in range(300)]


@pytest.fixture
def index(tmp_path: Path, documents: Documents) -> Path:
    folder = tmp_path / "index"
    writer.build(folder, documents, schemas.schema(), segment_documents=120)
    return folder
