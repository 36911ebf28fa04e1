"""The score is the one that is written down."""

from math import log
from pathlib import Path

import pytest
from whoosh import query as q

from testimonies.edition.search.engine import Engine, Ranking, writer
from tests.edition.search.engine import schemas

TEXTS = {"A": "work work word", "B": "word wont roll mist tast mint", "C": "work", "D": "mint mint mint mint"}


def test_the_formula_of_the_docstring(tmp_path: Path) -> None:
    documents = [{"code": code, "body": text} for code, text in TEXTS.items()]
    writer.build(tmp_path, [*documents, {"code": "E", "title": "work"}], schemas.schema())
    page = Engine(tmp_path, ranking=Ranking(weights={"body": 3.0})).search(q.Term("body", "work", boost=2.0))
    having, average = 4, (3 + 6 + 1 + 4) / 4
    rarity = log(1 + (having - 2 + 0.5) / (2 + 0.5))
    wanted = {}
    for code in ("A", "C"):
        tf, length = TEXTS[code].split().count("work"), len(TEXTS[code].split())
        saturated = tf * 2.2 / (tf + 1.2 * (1 - 0.75 + 0.75 * length / average))
        wanted[code] = 2.0 * 3.0 * rarity * saturated
    assert dict(zip(page.codes, page.scores, strict=True)) == pytest.approx(wanted, rel=1e-5)


def test_a_field_can_have_its_own_share_of_length(tmp_path: Path) -> None:
    documents = [{"code": code, "body": text} for code, text in TEXTS.items()]
    writer.build(tmp_path, documents, schemas.schema())
    page = Engine(tmp_path, ranking=Ranking(field_b={"body": 0.0})).search(q.Term("body", "word"))
    assert page.scores[0] == page.scores[1]
    assert page.codes == ["A", "B"]
