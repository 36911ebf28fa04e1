"""Publishing, replacing, withdrawing, merging: what a reader finds, and what lies in the files."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from whoosh import query as q

from testimonies.edition.search.engine import Engine, EngineError, IndexMissing, build, folder, merge, writer
from tests.edition.search.engine import schemas, trees
from tests.edition.search.engine.conftest import Documents

SECRET = "вознаграждение"


def _holding(path: Path, text: str) -> list[str]:
    files = [one for one in path.iterdir() if one.is_file()]
    assert files
    return [one.name for one in files if text.encode() in one.read_bytes()]


def test_a_published_account_is_found_and_a_new_version_takes_the_place_of_the_old(index: Path) -> None:
    engine = Engine(index)
    writer.update(index, [{"code": "NEW", "hash": b"1", "body": "workaday first"}])
    assert engine.refresh()
    assert engine.search(q.Term("body", "first")).codes == ["NEW"]
    writer.update(index, [{"code": "NEW", "hash": b"2", "body": "workaday second"}])
    assert engine.refresh()
    assert not engine.refresh()
    assert engine.search(q.Term("body", "first")).count == 0
    assert engine.search(q.Term("body", "workaday")).codes == ["NEW"]
    assert engine.codes()["NEW"] == "2"
    assert engine.count == 301


def test_removal_for_safety_leaves_no_byte(index: Path, documents: Documents) -> None:
    code = f"NKR-{SECRET}"
    writer.update(
        index,
        [
            {"code": code, "hash": SECRET.encode(), "body": f"work {SECRET}", "sector": SECRET, "tags": [SECRET]},
            {"code": "BESIDE", "body": "work"},
        ],
    )
    writer.update(index, [], [code])
    assert _holding(index, SECRET), "an ordinary removal keeps the bytes; this test looks at the right place"
    (index / f"{folder.NAME}_leftover.draft").write_bytes(SECRET.encode())
    (index / f"{folder.NAME}_leftover.tseg").write_bytes(SECRET.encode())
    writer.update(index, [], [code], safety=True)
    assert _holding(index, SECRET) == []
    assert Engine(index).codes().keys() == {"BESIDE", *(one["code"] for one in documents)}


def test_a_safety_edit_takes_out_the_old_words(index: Path) -> None:
    writer.update(index, [{"code": "C00007", "hash": b"a", "body": f"work {SECRET}"}], safety=True)
    assert _holding(index, SECRET)
    writer.update(index, [{"code": "C00007", "hash": b"b", "body": "work"}], safety=True)
    assert _holding(index, SECRET) == []


@pytest.mark.long
def test_merging_gives_what_a_fresh_build_gives(tmp_path: Path, documents: Documents) -> None:
    path, fresh = tmp_path / "grown", tmp_path / "fresh"
    writer.build(path, documents[:100], schemas.schema())
    for start in range(100, 300, 5):
        writer.update(path, documents[start : start + 5])
    writer.update(path, [], [one["code"] for one in documents[:40]])
    before = len(folder.contents(path).segments)
    assert writer.merge(path) > 0
    after = folder.contents(path).segments
    assert len(after) < before
    assert not merge.due(after)
    left = documents[40:]
    writer.build(fresh, left, schemas.schema())
    one, other = Engine(path), Engine(fresh)
    assert one.codes() == other.codes()
    rng = schemas.seeded(8)
    for _ in range(150):
        query = trees.tree(rng)
        facets = ("sector", "tags")
        # Deleted documents still count in the statistics until their segment is rewritten: compare after safety.
        assert set(one.search(query, limit=400).codes) == set(other.search(query, limit=400).codes), query
        assert one.search(query, facets=facets).facets == other.search(query, facets=facets).facets, query
    writer.update(path, safety=True)
    one.refresh()
    for _ in range(150):
        query = trees.tree(rng)
        assert one.search(query, limit=400).codes == other.search(query, limit=400).codes, query


def test_a_merge_that_lost_its_segments_changes_nothing(index: Path, documents: Documents) -> None:
    group = folder.contents(index).segments[:2]
    writer.update(index, [], [documents[0]["code"]])
    assert merge._merge_once(index, group) is False
    assert Engine(index).count == 299
    assert not list(index.glob("*.draft"))


def test_many_processes_build_what_one_builds(tmp_path: Path) -> None:
    rng = schemas.seeded(3)
    many = [schemas.document(number, rng) for number in range(build.FEW + 500)]
    writer.build(tmp_path / "two", many, schemas.schema(), processes=2, segment_documents=700)
    writer.build(tmp_path / "one", many, schemas.schema(), processes=1)
    two, one = Engine(tmp_path / "two"), Engine(tmp_path / "one")
    assert two.codes() == one.codes()
    query = q.Or([q.Term("body", "work"), q.Phrase("body", ["mint", "tast"])])
    assert two.search(query, limit=5000).codes == one.search(query, limit=5000).codes
    facets = two.search(q.Every(), facets=("sector", "tags")).facets
    assert dict(facets["sector"]) == Counter(each["sector"] for each in many if "sector" in each)
    assert dict(facets["tags"]) == Counter(tag for each in many for tag in each.get("tags", ()))


def test_a_build_that_fails_leaves_the_index_as_it_was(index: Path, documents: Documents) -> None:
    with pytest.raises(Exception, match="no field"):
        writer.build(index, [*documents[:5], {"code": "X", "unheard_of": SECRET}], schemas.schema())
    many = [{"code": str(number), "body": "work"} for number in range(build.FEW + 300)]
    with pytest.raises(EngineError) as failure:
        writer.build(index, [*many, {"code": "X", "unheard_of": SECRET}], schemas.schema(), processes=2)
    assert SECRET not in str(failure.value)
    assert Engine(index).count == 300


def test_a_rebuild_forgets_what_is_not_in_it(index: Path, documents: Documents) -> None:
    engine = Engine(index)
    writer.build(index, documents[:10], schemas.schema())
    assert engine.refresh()
    assert engine.count == 10


def test_a_folder_swapped_for_another_is_noticed(tmp_path: Path, index: Path, documents: Documents) -> None:
    current, other = tmp_path / "current", tmp_path / "other"
    writer.build(other, documents[:7], schemas.schema())
    current.symlink_to(index)
    engine = Engine(current)
    query = q.Every()
    assert engine.search(query).count == 300
    (tmp_path / "next").symlink_to(other)
    (tmp_path / "next").rename(current)
    assert engine.generation == Engine(other).generation
    assert engine.refresh()
    assert engine.search(query).count == 7
    current.unlink()
    with pytest.raises(IndexMissing):
        engine.refresh()


def test_an_index_under_its_first_construction_is_missing_not_empty(tmp_path: Path, documents: Documents) -> None:
    def watched() -> Iterator[dict[str, Any]]:
        with pytest.raises(IndexMissing):
            Engine(tmp_path)
        yield from documents

    assert writer.build(tmp_path, watched(), schemas.schema()) == Engine(tmp_path).count == 300


def test_a_missing_index_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing):
        Engine(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()
