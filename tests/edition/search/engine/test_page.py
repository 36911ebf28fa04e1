"""Counts, facets, narrowing, order and pages, against plain Python over the same documents."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from whoosh import query as q

from testimonies.edition.search.engine import Engine, writer
from tests.edition.search.engine import schemas
from tests.edition.search.engine.conftest import Documents

TERM = q.Term("body", "work")


def _with(documents: Documents, word: str) -> Documents:
    return [one for one in documents if word in one["body"].split()]


def _ranked(counter: Counter[Any]) -> list[tuple[str, int]]:
    return sorted(((str(value), count) for value, count in counter.items()), key=lambda pair: (-pair[1], pair[0]))


@pytest.mark.parametrize("word", ["work", "tast", "nothing"])
def test_facets_count_every_hit(index: Path, documents: Documents, word: str) -> None:
    page = Engine(index).search(q.Term("body", word), facets=("sector", "tags", "year"), limit=3)
    hits = _with(documents, word)
    assert page.count == len(hits)
    assert page.facets["sector"] == _ranked(Counter(one["sector"] for one in hits if "sector" in one))
    assert page.facets["tags"] == _ranked(Counter(tag for one in hits for tag in one.get("tags", ())))
    assert page.facets["year"] == _ranked(Counter(one["year"] for one in hits if "year" in one))


def test_values_of_a_filter_are_alternatives_and_filters_are_all_required(index: Path, documents: Documents) -> None:
    page = Engine(index).search(
        q.Every(),
        filters={"sector": {"logging", "garment"}, "tags": {"debt"}},
        ranges={"year": (2000, 2010)},
        exclude=frozenset({"C00001", "C00002", "absent"}),
        facets=("sector",),
        limit=500,
    )
    wanted = [
        one
        for one in documents
        if one.get("sector") in {"logging", "garment"}
        and "debt" in one.get("tags", ())
        and 2000 <= one.get("year", 0) <= 2010
        and one["code"] not in {"C00001", "C00002"}
    ]
    assert wanted
    assert page.codes == sorted(one["code"] for one in wanted)
    assert page.facets["sector"] == _ranked(Counter(one["sector"] for one in wanted))


@pytest.mark.parametrize("descending", [True, False])
def test_a_column_orders_with_missing_values_last_and_codes_between_equals(
    index: Path, documents: Documents, descending: bool
) -> None:
    engine = Engine(index)
    sign = -1 if descending else 1
    dated = sorted((one for one in documents if "year" in one), key=lambda one: (sign * one["year"], one["code"]))
    undated = sorted(one["code"] for one in documents if "year" not in one)
    wanted = [one["code"] for one in dated] + undated
    found = [
        code
        for at in range(0, 300, 30)
        for code in engine.search(q.Every(), sort=("year", descending), offset=at, limit=30).codes
    ]
    assert found == wanted


def test_pages_put_together_are_the_whole_answer(index: Path) -> None:
    engine = Engine(index)
    query = q.Or([q.Term("body", "work"), q.Term("title", "mint")])
    whole = engine.search(query, limit=1000)
    parts = [engine.search(query, offset=at, limit=7) for at in range(0, whole.count + 7, 7)]
    assert [code for part in parts for code in part.codes] == whole.codes
    assert [score for part in parts for score in part.scores] == whole.scores == sorted(whole.scores, reverse=True)


def test_a_deep_page_is_cut_from_the_same_order(tmp_path: Path) -> None:
    many = [{"code": f"D{n:05d}", "body": "work " * (1 + n % 7), "year": 1990 + n % 9} for n in range(3000)]
    writer.build(tmp_path, many, schemas.schema())
    engine = Engine(tmp_path)
    for sort in ("relevance", ("year", True)):
        near = [
            code for at in range(0, 2000, 500) for code in engine.search(TERM, sort=sort, offset=at, limit=500).codes
        ]
        far = engine.search(TERM, sort=sort, offset=0, limit=3000).codes
        assert far[:2000] == near
        assert len(set(far)) == 3000
        assert engine.search(TERM, sort=sort, offset=2990, limit=20).codes == far[2990:]
        assert engine.search(TERM, sort=sort, offset=3000).codes == []


def test_minmatch_asks_for_so_many_parts(index: Path, documents: Documents) -> None:
    words = ["work", "tast", "mint"]
    page = Engine(index).search(q.Or([q.Term("body", word) for word in words], minmatch=2), limit=500)
    wanted = [one["code"] for one in documents if len({*words} & {*one["body"].split()}) >= 2]
    assert sorted(page.codes) == wanted


def test_matched_terms_are_what_was_looked_for(index: Path) -> None:
    query = q.And([q.Prefix("body", "wo"), q.Term("title", "mint"), q.Not(q.Term("body", "tast"))])
    assert Engine(index).search(query).matched_terms == {
        "body": ["woll", "wont", "word", "work", "wost"],
        "title": ["mint"],
    }


def test_an_expansion_beyond_the_limit_is_cut_with_a_notice(index: Path) -> None:
    from testimonies.edition.search.engine import Limits

    page = Engine(index, limits=Limits(expansion=3)).search(q.Wildcard("body", "?*"))
    assert [(notice.kind, notice.text, notice.kept) for notice in page.notices] == [("cut", "?*", 3)]
    assert len(page.matched_terms["body"]) == 3


def test_words_of_the_index(index: Path, documents: Documents) -> None:
    writer.update(index, [{"code": "ONLY", "body": "workaday"}, {"code": "BESIDE", "body": "rather"}])
    engine = Engine(index)
    assert dict(engine.lexicon("body", "work")) == {"work": len(_with(documents, "work")), "workaday": 1}
    writer.update(index, [], ["ONLY"])
    assert engine.refresh()
    assert dict(engine.lexicon("body", "work")) == {"work": len(_with(documents, "work"))}
    assert engine.doc_frequency("body", "workaday") == 0
    assert engine.doc_frequency("body", "rather") == 1
    assert ("work", len(_with(documents, "work"))) in engine.nearby("body", "wrok", 1)


def test_codes_and_hashes(index: Path, documents: Documents) -> None:
    assert Engine(index).codes() == {one["code"]: one["hash"].decode() for one in documents}
